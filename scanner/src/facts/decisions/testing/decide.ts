import type { Language } from '../../../model'
import { extractFacts, initParsers } from '../../extract'

export interface Decided {
  kind: string
  shape: string
  message: string
  snippet: string
  symbol: string
}

/** What the decision detectors say about a source; `decision/retry` is not theirs. */
export async function decide(language: Language, source: string): Promise<Decided[]> {
  await initParsers([language])
  return extractFacts(language, source)
    .sites.filter(({ rule }) => rule.startsWith('decision/') && rule !== 'decision/retry')
    .map(({ rule, data, message, snippet, symbol }) => ({
      kind: rule.slice('decision/'.length),
      shape: String(data?.shape),
      message,
      snippet,
      symbol,
    }))
}

/** The same as `kind: shape` lines. */
export async function shapes(language: Language, source: string): Promise<string[]> {
  return (await decide(language, source)).map(({ kind, shape }) => `${kind}: ${shape}`)
}
