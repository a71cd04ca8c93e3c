import { ORG } from '@/lib/db/database'
import { isBroughtBy } from '@/lib/standing/brought'
import { introducedSpan, isInstant } from '@/lib/time/introduced-span'
import type { Narrowing } from '../types'

/** IANA zone in which a commit's day is meant, as SQL. */
export const ZONE = `coalesce((SELECT time_zone FROM organisation WHERE id = ${ORG}), 'UTC')`

/**
 * What a narrowing says of the commit that brought the finding of row `s`, as SQL; undefined where
 * it says nothing. Version and commit by primary key.
 */
export function introductionSql(
  { introduced, author, assistance, commit }: Narrowing,
  add: (value: unknown) => string,
): string | undefined {
  const conditions = [
    ...spanSql(introduced, add),
    ...(commit === undefined ? [] : [`v.introduced_by = ${add(commit)}`, BROUGHT]),
    ...(author === undefined ? [] : [`c.author = ${add(author)}`, BROUGHT]),
    ...assistanceSql(assistance, add),
  ]
  if (conditions.length === 0) return undefined
  return `EXISTS (SELECT 1 FROM version v
    LEFT JOIN commit c ON c.org_id = v.org_id AND c.repository_id = s.repository_id
      AND c.sha = v.introduced_by
    WHERE v.org_id = s.org_id AND v.id = s.version_id AND ${conditions.join(' AND ')})`
}

const BROUGHT = isBroughtBy('v', 's')

function spanSql(introduced: string | undefined, add: (value: unknown) => string): string[] {
  if (introduced === undefined) return []
  if (introduced === 'unknown') return [`(v.introduced_at IS NULL OR NOT ${BROUGHT})`]
  const { from, to } = introducedSpan(introduced) ?? {}
  const beginOf = (day: string, more = '') =>
    `(${add(day)}::date${more})::timestamp AT TIME ZONE ${ZONE}`
  const at = 'v.introduced_at'
  return [
    BROUGHT,
    from !== undefined &&
      (isInstant(from) ? `${at} > ${add(from)}::timestamptz` : `${at} >= ${beginOf(from)}`),
    to !== undefined &&
      (isInstant(to) ? `${at} <= ${add(to)}::timestamptz` : `${at} < ${beginOf(to, ' + 1')}`),
  ].filter((condition) => condition !== false)
}

function assistanceSql(
  assistance: Narrowing['assistance'],
  add: (value: unknown) => string,
): string[] {
  if (assistance === undefined) return []
  const grade = `coalesce(c.assistance_grade, 'unknown')`
  return assistance === 'assisted' ? [`${grade} <> 'unknown'`] : [`${grade} = ${add(assistance)}`]
}
