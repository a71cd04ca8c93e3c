import type { FileFacts, Finding, Language, RetryLayer, Site } from '../model'
import { extractFacts, initParsers } from './extract'
import { languageOf } from './languages'
import { Assembly } from './paths'

/** Facts of one small source. */
export async function read(language: Language, source: string): Promise<FileFacts> {
  await initParsers([language])
  return extractFacts(language, source)
}

/** Rules that fire on a source, in order, without decisions of other kinds. */
export async function rulesOf(
  language: Language,
  source: string,
  prefix: string,
): Promise<string[]> {
  const { sites } = await read(language, source)
  return sites.map((site: Site) => site.rule).filter((rule) => rule.startsWith(prefix))
}

/** Layers as short text: `wrapper exponential-backoff 3 -> a.b`. */
export async function layersOf(language: Language, source: string): Promise<string[]> {
  const { retryLayers } = await read(language, source)
  return retryLayers.map((one: RetryLayer) =>
    `${one.kind} ${one.mechanism} ${one.attempts} -> ${one.repeats.join(', ')}`.trim(),
  )
}

/** Findings over a small repository, given as path and text, without flow segments. */
export async function findingsOf(
  sources: Record<string, string>,
  manifests: Record<string, string> = {},
): Promise<Finding[]> {
  const all = await assembledOf(sources, manifests)
  return all.filter((one) => one.rule !== 'flow/segment')
}

/** Decisions on retries over a small repository: those of each file, and those that all together show. */
export async function retriesDecided(sources: Record<string, string>): Promise<string[]> {
  const found: string[] = []
  const add = (path: string, sites: readonly Site[]) => {
    for (const { rule, message } of sites)
      if (rule === 'decision/retry') found.push(`${path}: ${message}`)
  }
  for (const [path, source] of Object.entries(sources)) {
    const language = languageOf(path)
    if (language) add(path, (await read(language, source)).sites)
  }
  for (const one of await findingsOf(sources)) add(one.path, [one])
  return found.toSorted()
}

/** Everything that is assembled over a small repository. */
export async function assembledOf(
  sources: Record<string, string>,
  manifests: Record<string, string> = {},
): Promise<Finding[]> {
  const files = new Map<string, FileFacts>()
  for (const [path, source] of Object.entries(sources)) {
    const language = languageOf(path)
    if (language) files.set(path, await read(language, source))
  }
  const texts = Object.entries(manifests).map(([path, text]) => ({ path, text }))
  return new Assembly().findings(files, texts)
}
