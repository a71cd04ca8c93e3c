import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { readBudgets } from './queries/budgets'
import type { Budget, BudgetRule, BudgetScope } from './types'

/** An act that cannot be done as things stand; the message says why and what to do. */
export class BudgetConflict extends Error {
  override readonly name = 'BudgetConflict'
}

interface Actor {
  id: string
  name: string
}

export interface NewBudget extends BudgetScope {
  rule: BudgetRule
  from: Date
  reason?: string
}

/** Acts on budgets take turns, so that no two of one kind come to hold together. */
const TURN = `SELECT pg_advisory_xact_lock(hashtextextended('budget', 0))`

/** Sets a budget. Throws BudgetConflict where one of its kind and measure holds or is to come. */
export function setBudget(pool: pg.Pool, actor: Actor, budget: NewBudget): Promise<Budget> {
  return inTransaction(pool, async (client) => {
    await client.query(TURN)
    await refuseSecond(client, budget)
    const id = randomUUID()
    await insertVersion(client, actor, id, 1, budget)
    return written(client, actor, 'budget.set', id)
  })
}

/** Throws BudgetConflict where another of this kind and measure holds at some time in [from, to). */
async function refuseSecond(
  client: Client,
  { by, key, rule, from }: NewBudget,
  { id, to }: { id?: string; to?: Date } = {},
): Promise<void> {
  const second = (await readBudgets(client)).find(({ versions, ...other }) => {
    const [first, last] = [versions[0], versions.at(-1)]
    return (
      other.id !== id &&
      other.by === by &&
      other.key === key &&
      last?.rule.kind === rule.kind &&
      last.rule.measure === rule.measure &&
      (last.to === undefined || new Date(last.to) > from) &&
      (to === undefined || (first !== undefined && new Date(first.from) < to))
    )
  })
  if (!second) return
  throw new BudgetConflict(
    'There is a budget of this kind for this measure already. Change it, or end it first.',
  )
}

/** What a person saw of a budget, and what they want of it from an instant on. */
export interface Change {
  id: string
  /** Version that was seen. */
  seen: number
  reason?: string
}

/**
 * Other numbers from an instant on; what held before goes on having held. Undefined where there is
 * no such budget; throws BudgetConflict where it has changed meanwhile, or cannot begin then.
 */
export function changeBudget(
  pool: pg.Pool,
  actor: Actor,
  { id, seen, rule, from, reason }: Change & { rule: BudgetRule; from: Date },
): Promise<Budget | undefined> {
  return inTransaction(pool, async (client) => {
    const before = await standing(client, id, seen)
    const last = before?.versions.at(-1)
    if (!before || !last) return undefined
    if (last.rule.kind !== rule.kind || last.rule.measure !== rule.measure) {
      throw new BudgetConflict('A budget keeps its kind and measure. End it and set another.')
    }
    if (new Date(last.from) > from) {
      throw new BudgetConflict(
        `The numbers that stand begin on ${last.from.slice(0, 10)}; a change cannot begin before.`,
      )
    }
    const to = last.to === undefined ? undefined : new Date(last.to)
    if (to && to <= from) {
      throw new BudgetConflict(`It ends on ${to.toISOString().slice(0, 10)}; end it later first.`)
    }
    await endVersion(client, id, seen, from)
    await insertVersion(client, actor, id, seen + 1, { ...before, rule, from, reason })
    if (to) await endVersion(client, id, seen + 1, to)
    return written(client, actor, 'budget.change', id, before)
  })
}

/**
 * Ends a budget at an instant; what it demanded until then stays. One that is to end can be ended
 * earlier or later. As changeBudget otherwise.
 */
export function endBudget(
  pool: pg.Pool,
  actor: Actor,
  { id, seen, to, reason }: Change & { to: Date },
): Promise<Budget | undefined> {
  return inTransaction(pool, async (client) => {
    const before = await standing(client, id, seen)
    const last = before?.versions.at(-1)
    if (!before || !last) return undefined
    await refuseSecond(
      client,
      { ...before, rule: last.rule, from: new Date(last.from) },
      { id, to },
    )
    await endVersion(client, id, seen, to)
    return written(client, actor, 'budget.end', id, before, reason)
  })
}

/** The budget, nobody else at it. */
async function standing(client: Client, id: string, seen: number): Promise<Budget | undefined> {
  await client.query(TURN)
  const [budget] = await readBudgets(client, id)
  const last = budget?.versions.at(-1)
  if (!budget || !last) return undefined
  if (last.version !== seen) {
    throw new BudgetConflict(
      `${last.saidBy} changed this budget meanwhile. Look at it again, then repeat what you did.`,
    )
  }
  if (last.to !== undefined && new Date(last.to) <= new Date()) {
    throw new BudgetConflict('This budget has ended. Set a new one.')
  }
  return budget
}

async function endVersion(client: Client, id: string, version: number, to: Date): Promise<void> {
  await client.query(
    `UPDATE budget SET valid_to = greatest($4, valid_from)
     WHERE org_id = $1 AND id = $2 AND version = $3`,
    [ORG, id, version, to],
  )
}

async function insertVersion(
  client: Client,
  actor: Actor,
  id: string,
  version: number,
  { by, key, rule, from, reason }: NewBudget,
): Promise<void> {
  const numbers = { layers: null, attempts: null, days: null, most: null, ...rule }
  const { kind, measure, layers, attempts, days, most } = numbers
  await client.query(
    `INSERT INTO budget (org_id, id, version, by, key, kind, measure, layers, attempts, days, most,
       valid_from, reason, actor_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[ORG, id, version, by, key, kind, measure, layers, attempts, days, most],
      ...[from, reason ?? null, actor.name],
    ],
  )
}

/** The budget as it is now, with the audit row of what was done. */
async function written(
  client: Client,
  actor: Actor,
  action: string,
  id: string,
  before?: Budget,
  reason?: string,
): Promise<Budget> {
  const [after] = await readBudgets(client, id)
  if (!after) throw new Error(`budget ${id} is gone within its own transaction`)
  await writeAudit(client, actor, new Date(), [
    {
      action,
      subjectKind: 'budget',
      subjectId: id,
      before: before?.versions.at(-1),
      after: { ...after.versions.at(-1), by: after.by, key: after.key, ...(reason && { reason }) },
    },
  ])
  return after
}
