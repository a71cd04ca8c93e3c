import * as z from 'zod'
import type { Client } from '@/lib/db/database'
import { isBeyond } from '@/lib/format/beyond'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, oneOf, readQuery } from '@/lib/http/read-query'
import type { Principal } from '@/lib/people/principal'
import { introducedAllowed, isIntroduced } from '@/lib/time/introduced-span'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { MEASURES } from '@/lib/trends/types'
import { AGES, ASSISTANCE, CAUSES, type FindingQuery, KINDS, PARTS, SORTS, STATES } from './types'

const text = (most: number) =>
  z
    .string()
    .max(most, `must have at most ${most} characters`)
    .refine((value) => !value.includes('\0'), 'must not contain U+0000')

/** Parameters of every list of findings, whatever comes back of it. */
export const listShape = {
  measure: oneOf(MEASURES).optional(),
  at: name.optional(),
  since: name.optional(),
  change: oneOf(['appeared', 'gone']).optional(),
  cause: oneOf(CAUSES).optional(),
  part: oneOf(PARTS).optional(),
  kind: oneOf(KINDS).optional(),
  state: oneOf(STATES).optional(),
  age: oneOf(AGES).optional(),
  path: text(4096).optional(),
  q: text(300).optional(),
  introduced: text(60).refine(isIntroduced, introducedAllowed).optional(),
  author: text(300).optional(),
  assistance: oneOf(ASSISTANCE).optional(),
  commit: text(100).optional(),
  olderThan: z.coerce.number('must be a number of days').int().min(0).max(36500).optional(),
  beyond: text(20).refine(isBeyond, 'must be layers and attempts, like 2,6').optional(),
  sort: oneOf(SORTS).optional(),
  ...filterShape,
}

type Read = z.output<z.ZodObject<typeof listShape>>

/** The query of a request whose parameters are listShape. Throws HttpProblem 400. */
export async function listQueryOf(
  db: Client,
  read: Read,
  principal: Principal,
): Promise<FindingQuery> {
  const {
    change,
    cause,
    part,
    at: until,
    since: from,
    repository,
    service,
    team,
    rule,
    decisionKind,
  } = read
  const timeZone = await getTimeZone(db)
  const at = readInstant('at', until, 'end', timeZone) ?? new Date()
  const since = readInstant('since', from, 'end', timeZone)
  if ((since === undefined) !== (change === undefined && part === undefined)) {
    const path = since ? 'change' : 'since'
    const message =
      '`since` and `change` are given together (or `part` in its place), or not at all'
    throw badQuery([{ path, message }])
  }
  if (change && part) throw badQuery([{ path: 'part', message: 'says the direction already' }])
  if (cause && !change) throw badQuery([{ path: 'cause', message: 'narrows a `change`' }])
  if (since && since > at) throw badQuery([{ path: 'since', message: 'must not be after `at`' }])
  const named = { repository, service, team, rule, decisionKind }
  const filter = await readFilter(db, named, principal)
  const { measure, kind, state, age, path, q, sort, introduced, author, assistance, commit } = read
  const { olderThan, beyond } = read
  return {
    ...filter,
    ...{ measure, kind, state, age, path, q, sort, change, cause, part },
    ...{ introduced, author, assistance, commit, olderThan, beyond },
    at: at.toISOString(),
    since: since?.toISOString(),
  }
}

/** The same, straight from a request. */
export const readListQuery = (
  db: Client,
  request: Request,
  principal: Principal,
): Promise<FindingQuery> => listQueryOf(db, readQuery(request, listShape), principal)
