import type { Client } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { badQuery, name, readQuery } from '@/lib/http/read-query'
import { assertLeads } from '@/lib/people/leads'
import type { Person, Principal } from '@/lib/people/principal'
import { readDirectory } from '@/lib/trends/directory'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { isUuid } from '@/lib/trends/is-uuid'
import { BudgetConflict } from './act'
import { getBudgets } from './get-budgets'
import { readBudgets } from './queries/budgets'
import { readTeamsBound } from './queries/teams-bound'
import { changeShape, endShape, newBudgetShape } from './read-budget'
import { scopesOf } from './scopes'
import type { BudgetScope } from './types'

/** As charts: 21 years. */
const WEEKS_AT_MOST = 1_100
const WEEK = 7 * 86_400_000

const queryShape = { at: name.optional(), from: name.optional(), ...filterShape }

/** Budgets that the parameters of a request ask for. Throws HttpProblem 400. */
export async function readOfFilter(db: Client, request: Request, principal: Principal, now: Date) {
  const { at: until, from: begin, ...query } = readQuery(request, queryShape)
  const timeZone = await getTimeZone(db)
  const at = readInstant('at', until, 'end', timeZone) ?? now
  const from = readInstant('from', begin, 'start', timeZone)
  assertNear('from', from, at)
  const filter = await readFilter(db, query, principal)
  const scopes = await scopesOf(db, filter, await readDirectory(db), at)
  return getBudgets(db, { scopes, from, at, now })
}

/** A new budget; its team or service by id or name. Throws HttpProblem 400. */
export async function readNewBudget(db: Client, request: Request, person: Person, now: Date) {
  const { by, key, rule, from, reason } = await readBody(request, newBudgetShape)
  const { [by]: id = '' } = await readFilter(db, { [by]: key }, person)
  if (!isUuid(id)) throw new HttpProblem(400, 'key: findings without a team keep no budget')
  await assertBinds(db, person, { by, key: id })
  return { by, key: id, rule, from: await dayOf(db, 'from', from, now), reason }
}

/** Other numbers for a budget. Throws HttpProblem 400. */
export async function readChange(
  db: Client,
  request: Request,
  id: string,
  person: Person,
  now: Date,
) {
  const { seen, rule, from, reason } = await readBody(request, changeShape)
  await assertMayChange(db, person, id)
  return { id, seen, rule, from: await dayOf(db, 'from', from, now), reason }
}

/** The end of a budget. Throws HttpProblem 400. */
export async function readEnd(db: Client, request: Request, id: string, person: Person, now: Date) {
  const { seen, to, reason } = await readBody(request, endShape)
  await assertMayChange(db, person, id)
  return { id, seen, to: await dayOf(db, 'to', to, now), reason }
}

/** A conflict as the answer 409. */
export async function asConflict<T>(act: Promise<T>): Promise<T> {
  try {
    return await act
  } catch (error) {
    if (error instanceof BudgetConflict) throw new HttpProblem(409, error.message)
    throw error
  }
}

/** What is there; else the answer 404. */
export function found<T>(budget: T | undefined): T {
  if (budget === undefined) throw new HttpProblem(404, 'There is no budget with this id.')
  return budget
}

async function assertMayChange(db: Client, person: Person, id: string): Promise<void> {
  const [budget] = isUuid(id) ? await readBudgets(db, id) : []
  await assertBinds(db, person, found(budget))
}

/** A budget binds a team, so one of its leads or an admin sets it. Throws HttpProblem 403. */
async function assertBinds(db: Client, person: Person, scope: BudgetScope): Promise<void> {
  await assertLeads(db, person, await readTeamsBound(db, scope), 'This budget binds')
}

async function dayOf(db: Client, path: string, text: string | undefined, now: Date): Promise<Date> {
  const day = readInstant(path, text, 'start', await getTimeZone(db)) ?? now
  assertNear(path, day, now)
  return day
}

/** Every page evaluates budgets at each week since they began. Throws HttpProblem 400. */
function assertNear(path: string, from: Date | undefined, to: Date): void {
  if (from === undefined || to.getTime() - from.getTime() <= WEEKS_AT_MOST * WEEK) return
  throw badQuery([{ path, message: `must be at most ${WEEKS_AT_MOST} weeks ago` }])
}
