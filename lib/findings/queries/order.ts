import type { Sort } from '../types'

/** Keys that a list is ordered by before path and id: a text, a number, an instant. */
interface Keys {
  text: string
  number: string
  /** Sign of the instant: newest first, oldest first, or not at all. */
  since: -1 | 0 | 1
  /** Joins that the keys need beyond standing `s`. */
  joins: string
}

const NONE = { text: `''`, number: '0::float8', joins: '' }

/** How each order is made; each ends with path and id, so that it is total. */
export const ORDERS: Record<Sort, Keys> = {
  newest: { ...NONE, since: -1 },
  oldest: { ...NONE, since: 1 },
  attempts: { ...NONE, number: '-coalesce(s.attempts, -1)', since: -1 },
  severity: { ...NONE, number: 's.severity::float8', since: -1 },
  introduced: {
    ...NONE,
    // Where no commit is known: last.
    number: '-coalesce(extract(epoch FROM s.introduced_at), 0)::float8',
    since: -1,
  },
  path: { ...NONE, text: 's.path', since: 0 },
  rule: {
    ...NONE,
    text: 'coalesce(k.name, k.rule_key)',
    since: -1,
    joins: 'JOIN rule k ON k.org_id = s.org_id AND k.id = s.rule_id',
  },
  service: {
    ...NONE,
    text: `coalesce(k.name, '')`,
    since: -1,
    joins: 'LEFT JOIN service k ON k.org_id = s.org_id AND k.id = s.service_id',
  },
}
