import type { Client } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { readBody } from '@/lib/http/read-body'
import { filterShape, readFilter, readInstant } from '@/lib/http/read-filter'
import { name, readQuery } from '@/lib/http/read-query'
import { readDirectory } from '@/lib/trends/directory'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { isUuid } from '@/lib/trends/is-uuid'
import { BudgetConflict } from './act'
import { getBudgets } from './get-budgets'
import { changeShape, endShape, newBudgetShape } from './read-budget'
import { scopesOf } from './scopes'

const queryShape = { at: name.optional(), from: name.optional(), ...filterShape }

/** Budgets that the parameters of a request ask for. Throws HttpProblem 400. */
export async function readOfFilter(db: Client, request: Request, now: Date) {
  const { at: until, from: begin, ...query } = readQuery(request, queryShape)
  const timeZone = await getTimeZone(db)
  const at = readInstant('at', until, 'end', timeZone) ?? now
  const from = readInstant('from', begin, 'start', timeZone)
  const filter = await readFilter(db, query)
  const scopes = await scopesOf(db, filter, await readDirectory(db), at)
  return getBudgets(db, { scopes, from, at, now })
}

/** A new budget; its team or service by id or name. Throws HttpProblem 400. */
export async function readNewBudget(db: Client, request: Request, now: Date) {
  const { by, key, rule, from, reason } = await readBody(request, newBudgetShape)
  const { [by]: id = '' } = await readFilter(db, { [by]: key })
  if (!isUuid(id)) throw new HttpProblem(400, 'key: findings without a team keep no budget')
  return { by, key: id, rule, from: await dayOf(db, 'from', from, now), reason }
}

/** Other numbers for a budget. Throws HttpProblem 400. */
export async function readChange(db: Client, request: Request, id: string, now: Date) {
  const { seen, rule, from, reason } = await readBody(request, changeShape)
  return { id: known(id), seen, rule, from: await dayOf(db, 'from', from, now), reason }
}

/** The end of a budget. Throws HttpProblem 400. */
export async function readEnd(db: Client, request: Request, id: string, now: Date) {
  const { seen, to, reason } = await readBody(request, endShape)
  return { id: known(id), seen, to: await dayOf(db, 'to', to, now), reason }
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

const known = (id: string): string => found(isUuid(id) ? id : undefined)

async function dayOf(db: Client, path: string, text: string | undefined, now: Date): Promise<Date> {
  return readInstant(path, text, 'start', await getTimeZone(db)) ?? now
}
