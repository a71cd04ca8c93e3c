import type { FindingQuery } from '@/lib/findings/types'
import type { Measure } from '@/lib/trends/types'
import { decisionKinds, measureWords } from './measure'

interface NamedList {
  label: string
  /** What narrows a list to it, in place of the words. */
  to: Pick<FindingQuery, 'decisionKind' | 'measure'>
}

/**
 * Lists that have these words in their name. Words are looked for in what the code and the tool say
 * of a place (version_words), where `retry` stands in few of the decisions that are of this kind.
 */
export function listsNamed(words: string): NamedList[] {
  const asked = words.trim().toLowerCase()
  if (asked.length < 3) return []
  const kinds = Object.entries(decisionKinds).map(([decisionKind, name]): NamedList => {
    return { label: `${name} decisions`, to: { decisionKind } }
  })
  const measures = Object.entries(measureWords).map(([measure, { many }]): NamedList => {
    return { label: many, to: { measure: measure as Measure } }
  })
  return [...kinds, ...measures].filter(({ label }) => label.toLowerCase().includes(asked))
}
