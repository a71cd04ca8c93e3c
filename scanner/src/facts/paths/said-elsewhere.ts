import type { FileFacts, Finding, RetryLayer } from '../../model'
import { attemptsFor } from '../retry/counts'
import { attemptsText } from '../retry/report-layer'
import { retryDecision } from '../retry/rule'
import type { PlacedLayer } from './placed-layer'

/** As options of another file say it. */
export function asGiven(
  layer: RetryLayer,
  { name, counts, site }: NonNullable<RetryLayer['given']>,
  { value, path }: { value: number; path: string },
  home: { path: string; facts: FileFacts },
): PlacedLayer {
  const attempts = attemptsFor(counts, value)
  const basis = `${name}: ${value} in ${path.replace(/^.*\//, '')}`
  const kind = layer.kind === 'sdk-default' ? 'client-setting' : layer.kind
  const set: RetryLayer = { ...layer, attempts, basis, kind, source: 'explicit' }
  if (!site) return { layer: set, home }
  const message = `${layer.mechanism} makes a failing call again, ${attemptsText(attempts)}.`
  const own = { ...site, rule: retryDecision.id, message }
  return { layer: set, home: { path: home.path, facts: { sites: [own, ...home.facts.sites] } } }
}

/** The decision of a layer whose own file does not show that it is one. */
export function decisionOf({ layer, home }: PlacedLayer): Finding | undefined {
  const { site, mechanism, attempts, basis, source, kind, repeats } = layer
  if (!site || attempts === 1) return undefined
  return {
    ...site,
    path: home.path,
    rule: retryDecision.id,
    message: `${mechanism} makes a failing call again, ${attemptsText(attempts)}.`,
    data: { anchor: mechanism, layer: kind, attempts, basis, source, repeats },
  }
}

/** As a field of the library's module says it for all. */
export function asSet(
  layer: RetryLayer,
  { name, counts }: NonNullable<RetryLayer['setting']>,
  { value, path }: { value: number | null; path: string },
): RetryLayer {
  const attempts = value === null ? 'unknown' : attemptsFor(counts, value)
  const basis = `${name.replace(/^bean:/, '')}${value === null ? '' : ` = ${value}`} in ${path.replace(/^.*\//, '')}`
  const kind = layer.kind === 'sdk-default' ? 'client-setting' : layer.kind
  return { ...layer, attempts, basis, kind, source: 'explicit' }
}
