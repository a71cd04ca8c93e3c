import { broughtSha } from '@/lib/standing/brought'
import type { FacetName } from '../types'
import { TRACED_AT_MOST } from '../types'
import { ZONE } from './introduced'

const TRACED = ['introduced', 'author', 'assistance', 'commit'] as const

/** Facets of the commit that brought a finding. */
export type Traced = (typeof TRACED)[number]
export const isTraced = (name: FacetName): name is Traced => TRACED.some((one) => one === name)

/**
 * The introducing commit of each finding of `selected`, where there are few enough: it takes two
 * look-ups by primary key a row, not one through all commits there are.
 */
export const TRACED_SQL = `
  SELECT CASE WHEN i.sha IS NOT NULL THEN v.introduced_at END AS introduced_at,
    i.sha AS introduced_by, CASE WHEN i.sha IS NOT NULL THEN c.author END AS author, c.subject,
    coalesce(c.assistance_grade, 'unknown') AS grade
  FROM selected s
  JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
  CROSS JOIN LATERAL (SELECT ${broughtSha('v', 's')} AS sha) i
  LEFT JOIN LATERAL (SELECT c.author, c.subject, c.assistance_grade FROM commit c
    WHERE c.org_id = s.org_id AND c.repository_id = s.repository_id AND c.sha = v.introduced_by
    OFFSET 0) c ON true
  WHERE (SELECT count(*) FROM selected) <= ${TRACED_AT_MOST}`

const OF: Record<Traced, { key: string; label: string; known: string }> = {
  introduced: {
    key: `coalesce(to_char(introduced_at AT TIME ZONE ${ZONE}, 'YYYY-MM'), 'unknown')`,
    label: `'month'`,
    known: 'true',
  },
  author: { key: 'author', label: 'author', known: 'author IS NOT NULL' },
  assistance: { key: 'grade', label: 'grade', known: 'true' },
  commit: {
    key: 'introduced_by',
    label: `concat_ws(' ', left(introduced_by, 7), max(subject))`,
    known: 'introduced_by IS NOT NULL',
  },
}

/** One row for each of the facets in `$n` where `selected` is too long for them to be counted. */
export const uncountedSql = (parameter: string) => `
  SELECT name AS facet, '' AS key, '' AS label, 0 AS count, true AS uncounted
  FROM unnest(${parameter}::text[]) name
  WHERE (SELECT count(*) FROM selected) > ${TRACED_AT_MOST}`

/** The values of one of these facets with their counts, from `traced`. */
export function tracedSql(facet: Traced): string {
  const { key, label, known } = OF[facet]
  const grouped = facet === 'commit' ? label : `min(${label})`
  return `SELECT '${facet}' AS facet, ${key} AS key, coalesce(${grouped}, '') AS label,
    count(*)::int AS count, false AS uncounted FROM traced WHERE ${known} GROUP BY ${key}`
}
