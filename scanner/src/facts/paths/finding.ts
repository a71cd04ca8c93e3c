import type { Attempts, Finding, RetryLayer, RetryLayerKind, Site } from '../../model'
import { retryDecision } from '../retry/rule'
import { isSdk, type PlacedLayer } from './layers-at'
import { retryPathDuplicated } from './rules'
import type { RetryPath } from './walk'

const WORD: Record<RetryLayerKind, string> = {
  'sdk-default': 'SDK',
  'client-setting': 'client',
  wrapper: 'wrapper',
  decorator: 'decorator',
  loop: 'loop',
  queue: 'queue',
  job: 'job',
}

/** Product of attempts; what is unbounded or unknown is never counted as one. */
export function productOf(layers: readonly RetryLayer[]): Attempts {
  if (layers.some((one) => one.attempts === 'unbounded')) return 'unbounded'
  let product = 1
  for (const { attempts } of layers) {
    if (typeof attempts !== 'number') return 'unknown'
    product *= attempts
  }
  return product
}

/** `3 wrapper × 3 SDK = 9`. */
export function arithmeticOf(layers: readonly RetryLayer[]): string {
  const factors = layers.map((one) => `${one.attempts} ${WORD[one.kind]}`)
  return `${factors.join(' × ')} = ${productOf(layers)}`
}

function describe(layer: RetryLayer): string {
  return `${layer.mechanism} repeats this: ${layer.attempts} attempts (${layer.basis})`
}

function flowOf(path: RetryPath): Finding['flow'] {
  const steps: NonNullable<Finding['flow']> = path.places.map((place, at) => ({
    path: place.path,
    region: place.fn.region,
    symbol: place.fn.symbol,
    message: at === 0 ? `entry ${place.fn.symbol || place.path}` : `calls ${place.fn.symbol}`,
  }))
  for (const { layer, home } of path.layers) {
    const step = {
      path: home.path,
      region: layer.region,
      symbol: layer.symbol,
      message: describe(layer),
    }
    const after = steps.findLastIndex(
      (one) => one.path === home.path && one.symbol === layer.symbol,
    )
    if (after >= 0 && !isSdk(layer)) steps.splice(after + 1, 0, step)
    else steps.push(step)
  }
  const last = steps.at(-1)
  if (last) steps.push({ ...last, message: `outbound ${path.outbound}` })
  return steps
}

/** The decision site of the innermost layer that somebody wrote: it lends its place and text. */
function siteOf({ layer, home }: PlacedLayer): Site | undefined {
  const sites = home.facts.sites.filter((one) => one.rule === retryDecision.id)
  const exact = sites.find(
    (one) =>
      one.region.startLine === layer.region.startLine &&
      one.region.startColumn === layer.region.startColumn,
  )
  return exact ?? sites.find((one) => one.symbol === layer.symbol)
}

export function findingOf(path: RetryPath): Finding | undefined {
  const wrapper = path.layers.findLast((one) => !isSdk(one.layer))
  const site = wrapper && siteOf(wrapper)
  if (!wrapper || !site) return undefined
  const layers = path.layers.map((one) => one.layer)
  const attempts = productOf(layers)
  const arithmetic = arithmeticOf(layers)
  const entry = path.entry.fn.symbol || path.entry.path
  const { data: _, declared, ...place } = site
  return {
    ...place,
    rule: retryPathDuplicated.id,
    level:
      attempts === 'unbounded' || (typeof attempts === 'number' && attempts >= 27)
        ? 'error'
        : 'warning',
    message: `\`${path.outbound}\` is retried in ${layers.length} layers from \`${entry}\`: ${arithmetic}.`,
    ...(declared ? { declared } : {}),
    path: wrapper.home.path,
    identity: `${retryPathDuplicated.id}|${path.entry.path}|${path.entry.fn.symbol}|${path.outbound}`,
    flow: flowOf(path),
    data: {
      attempts,
      arithmetic,
      entry,
      outbound: path.outbound,
      layers: path.layers.map(({ layer, home }) => ({
        kind: layer.kind,
        mechanism: layer.mechanism,
        attempts: layer.attempts,
        basis: layer.basis,
        source: layer.source,
        path: home.path,
        line: layer.region.startLine,
        symbol: layer.symbol,
        ...(layer.condition ? { condition: layer.condition } : {}),
        ...(layer.delay ? { delay: layer.delay } : {}),
      })),
    },
  }
}
