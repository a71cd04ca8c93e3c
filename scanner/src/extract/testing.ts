import type { FileFacts, Finding, Language, Site } from '../model'
import type { Extractor } from './extractor'

const LANGUAGES: Record<string, Language> = { ts: 'typescript', js: 'javascript', py: 'python' }

/**
 * An extractor for tests that needs no grammar: every line with `FIND name` is a site whose symbol
 * is the last `def symbol` above, a line `BROKEN` is a parse error. `calls` counts extractions.
 */
export function lineExtractor(): Extractor & { calls: number } {
  const self: Extractor & { calls: number } = {
    calls: 0,
    version: 'test',
    rules: ['decision/caching', 'pattern/unused'].map((id) => ({
      id,
      name: 'Rule',
      kind: id.startsWith('decision') ? 'decision' : 'pattern',
      ...(id.startsWith('decision') ? { decisionKind: 'caching' } : {}),
      level: 'note',
      summary: 'A rule.',
      help: 'Help.',
    })),
    manifests: [],
    languageOf: (path) => LANGUAGES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? null,
    init: async () => {},
    extract(language, source) {
      self.calls += 1
      return factsOf(language, source)
    },
    assembler: () => () => [],
  }
  return self
}

function factsOf(language: Language, source: string): FileFacts {
  const lines = source.split('\n')
  const region = (at: number) => ({
    startLine: at,
    startColumn: 1,
    endLine: at,
    endColumn: (lines[at - 1]?.length ?? 0) + 1,
  })
  const numbered = lines.map((text, i) => ({ text, at: i + 1 }))
  let symbol = ''
  const sites: Site[] = []
  for (const { text, at } of numbered) {
    symbol = /def (\w+)/.exec(text)?.[1] ?? symbol
    const name = /FIND (\w+)/.exec(text)?.[1]
    if (name === undefined) continue
    sites.push({
      rule: 'decision/caching',
      message: `Found ${name}`,
      region: region(at),
      symbol,
      snippet: text,
      context: { startLine: at, text },
      content: name,
      ...(name.includes('_') ? { beginning: name.split('_')[0] ?? '' } : {}),
      lineHash: `${name}:1`,
    })
  }
  const parseErrors = numbered.filter(({ text }) => text === 'BROKEN').map(({ at }) => region(at))
  const empty = { imports: [], functions: [], retryLayers: [] }
  return { language, lines: lines.length, parseErrors, ...empty, sites }
}

/** A finding assembled over files, for tests of what is made of it. */
export function assembledFinding(paths: string[], identity: string): Finding {
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 }
  const flow = paths.map((path) => ({ path, region, symbol: 'f', message: 'step' }))
  return {
    rule: 'decision/caching',
    message: 'assembled',
    path: paths[0] ?? '',
    region,
    symbol: 'f',
    snippet: 'x',
    context: { startLine: 1, text: 'x' },
    content: identity,
    lineHash: 'x:1',
    identity,
    flow,
  }
}
