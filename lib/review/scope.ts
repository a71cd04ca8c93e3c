import type { Filter } from '@/lib/trends/types'

const NAMES = ['repository', 'service', 'team', 'rule', 'decisionKind'] as const

/** A filter as one text, the same for the same filter: what actions, notes and closings belong to. */
export function scopeOf(filter: Filter): string {
  return NAMES.flatMap((name) =>
    filter[name] === undefined ? [] : `${name}=${encodeURIComponent(filter[name])}`,
  ).join('&')
}
