import { ORG } from '@/lib/db/database'

/**
 * SQL: did the commit that a version `v` names bring the finding of a row of standing, at first or
 * again? A form that comes back has one commit for all of its lives, and a form that others led to
 * has its own: a commit made after the finding was first seen brought it only where the finding came
 * back after it. Of a commit whose time is not known nothing speaks against it. Primary keys;
 * presence_reopened for the few that are later.
 */
export const isBroughtBy = (v: string, row: string): string =>
  `((${v}.introduced_at > ${row}.began_at) IS NOT TRUE
    OR (${v}.introduced_at <= ${row}.from_at AND EXISTS (SELECT FROM presence b
      WHERE b.org_id = ${ORG} AND b.finding_id = ${row}.finding_id AND b.start_reason = 'reopened'
        AND b.from_at >= ${v}.introduced_at AND b.from_at <= ${row}.from_at)))`

/** SQL: the hash that `v` names, where it brought the finding of the row; null where it is not known. */
export const broughtSha = (v: string, row: string): string =>
  `CASE WHEN ${isBroughtBy(v, row)} THEN ${v}.introduced_by END`

/**
 * SQL: was a commit made after a stretch of presence began, so that it cannot be its cause? The
 * time of `made` may be null.
 */
export const isLater = (made: string, from: string): string => `(${made} > ${from}) IS TRUE`
