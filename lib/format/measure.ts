import type { Grouping, Measure } from '@/lib/trends/types'

interface MeasureWords {
  /** Heading: `Unowned decisions`. */
  title: string
  one: string
  many: string
  /** What is counted, in a sentence. */
  definition: string
}

/** How each measure is named and explained, everywhere the same. */
export const measureWords: Record<Measure, MeasureWords> = {
  'unowned-decisions': {
    title: 'Unowned decisions',
    one: 'unowned decision',
    many: 'unowned decisions',
    definition: 'Design decisions in the code that nobody has accepted as theirs.',
  },
  'duplicated-retries': {
    title: 'Duplicated retry layers',
    one: 'duplicated retry path',
    many: 'duplicated retry paths',
    definition: 'Call paths on which two or more retry layers multiply.',
  },
  'flagged-patterns': {
    title: 'Flagged patterns',
    one: 'flagged pattern',
    many: 'flagged patterns',
    definition: 'Places where a pattern rule found something dangerous.',
  },
}

export const groupingWords: Record<Grouping, { one: string; many: string }> = {
  team: { one: 'team', many: 'teams' },
  service: { one: 'service', many: 'services' },
  repository: { one: 'repository', many: 'repositories' },
  rule: { one: 'rule', many: 'rules' },
}

/** The seven kinds of decision, as they are read. */
export const decisionKinds: Record<string, string> = {
  'concurrency-control': 'concurrency control',
  'transaction-boundary': 'transaction boundary',
  caching: 'caching',
  retry: 'retry',
  idempotency: 'idempotency',
  'api-contract': 'API contract',
  'state-machine': 'state machine',
}
