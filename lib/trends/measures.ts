import type { Measure } from './types'

/** Kind of rule behind each measure; a measure counts what stands open of its kind. */
export const KIND_OF: Record<Measure, string> = {
  'unowned-decisions': 'decision',
  'duplicated-retries': 'retry-path',
  'flagged-patterns': 'pattern',
}

export function measureOf(kind: string): Measure | undefined {
  return (Object.keys(KIND_OF) as Measure[]).find((measure) => KIND_OF[measure] === kind)
}
