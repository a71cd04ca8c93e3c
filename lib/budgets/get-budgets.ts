import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { listFindings } from '@/lib/findings/list-findings'
import type { FindingQuery } from '@/lib/findings/types'
import { weekOf, weeksBetween } from '@/lib/time/weeks'
import { type Directory, readDirectory } from '@/lib/trends/directory'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { breachedSince, type Evaluated, nearest, versionAt } from './evaluate'
import { evaluateAll } from './evaluate-all'
import { instantsOf } from './instants'
import { readBecame } from './queries/became'
import { readBudgets } from './queries/budgets'
import { readUntold } from './queries/untold'
import type { Budget, BudgetRule, BudgetScope, BudgetState, BudgetStatus } from './types'

/** Findings named with a breach; the list has them all. */
const NAMED = 5

export interface BudgetsQuery {
  /** Every budget, or those of one team or service. */
  scopes?: readonly BudgetScope[]
  /** Weeks of the chart begin with the one that holds this instant. */
  from?: Date
  at: Date
  now: Date
}

/** Budgets as of an instant, the breached ones first. */
export function getBudgets(db: Client, query: BudgetsQuery): Promise<BudgetState[]> {
  return inSnapshot(db, (client) => readStates(client, query))
}

async function readStates(db: Client, query: BudgetsQuery): Promise<BudgetState[]> {
  const { scopes, now } = query
  const all = await readBudgets(db)
  const budgets = scopes
    ? all.filter(({ by, key }) => scopes.some((scope) => scope.by === by && scope.key === key))
    : all
  if (budgets.length === 0) return []
  const at = new Date(Math.min(query.at.getTime(), now.getTime()))
  const timeZone = await getTimeZone(db)
  const directory = await readDirectory(db)
  const before = new Date(weekOf(at, timeZone).from.getTime() - 1)
  const from = query.from && query.from < before ? query.from : before
  const instants = instantsOf(budgets, from, at, now, timeZone)
  const weeks = new Set(
    weeksBetween(from, at, timeZone).map(({ to }) =>
      new Date(Math.min(to.getTime(), at.getTime())).toISOString(),
    ),
  )
  const evaluated = await evaluateAll(db, budgets, instants, directory)
  const became = await readBecame(db, directory.teamNames, at)
  const states: BudgetState[] = []
  for (const budget of budgets) {
    const gone = budget.by === 'team' ? became.get(budget.key) : undefined
    const context = { at, before: before.toISOString(), weeks, directory, became: gone }
    states.push(await stateOf(db, budget, evaluated.get(budget.id) ?? [], context))
  }
  return states.sort((a, b) => RANK[a.status] - RANK[b.status] || a.label.localeCompare(b.label))
}

const RANK: Record<BudgetStatus, number> = {
  breached: 0,
  unknown: 1,
  within: 2,
  before: 3,
  ended: 4,
}

interface Context {
  at: Date
  /** End of the week before. */
  before: string
  /** Ends of the weeks of the chart. */
  weeks: ReadonlySet<string>
  directory: Directory
  became: string | undefined
}

async function stateOf(
  db: Client,
  budget: Budget,
  points: readonly Evaluated[],
  { at: instant, before, weeks, directory, became }: Context,
): Promise<BudgetState> {
  const { id, by, key, versions } = budget
  const at = instant.toISOString()
  const holds = versionAt(versions, at)
  const version = versions[holds < 0 ? nearest(versions, at) : holds]
  const point = points.at(-1)
  if (!version || !point) throw new Error(`budget ${id} has no version`)
  const { rule } = version
  const status = became !== undefined && holds >= 0 ? 'unknown' : statusOf(budget, holds, point, at)
  const counted = { [by]: key, at, ...countedOf(rule) }
  const { lowestAt } = point
  const rose = rule.kind === 'falls' && lowestAt !== undefined
  const breaking = rose
    ? { ...counted, since: lowestAt, change: 'appeared' as const, cause: 'drift' as const }
    : counted
  const breached = status === 'breached'
  return {
    id,
    by,
    key,
    label: labelOf(directory, budget),
    version,
    versions,
    status,
    at,
    value: point.value,
    limit: point.limit,
    since: breached ? breachedSince(points) : undefined,
    fresh: breached && !points.findLast((p) => p.at <= before)?.breached,
    lowestAt,
    untold: rule.kind === 'retries' ? await readUntold(db, budget, rule, instant) : 0,
    became: holds >= 0 ? became : undefined,
    points: points.flatMap(({ lowestAt: _, ...p }) => (weeks.has(p.at) ? [p] : [])),
    counted,
    breaking,
    breaks: breached ? await readBreaks(db, breaking) : { total: 0, findings: [] },
  }
}

function statusOf(budget: Budget, holds: number, point: Evaluated, at: string): BudgetStatus {
  if (holds < 0) return budget.versions.every(({ from }) => from > at) ? 'before' : 'ended'
  if (point.value === null) return 'unknown'
  return point.breached ? 'breached' : 'within'
}

/** The list that holds exactly what a rule counts. */
function countedOf(rule: BudgetRule): Partial<FindingQuery> {
  const { measure, kind } = rule
  if (kind === 'unowned') return { measure, olderThan: rule.days, sort: 'oldest' }
  if (kind !== 'retries') return { measure }
  return { measure, beyond: `${rule.layers},${rule.attempts}` }
}

function labelOf(directory: Directory, { by, key }: BudgetScope): string {
  const names = by === 'team' ? directory.teamNames : directory.serviceNames
  return names.find(({ id }) => id === key)?.name ?? key
}

async function readBreaks(db: Client, query: Partial<FindingQuery>) {
  const { at = '', ...rest } = query
  const { total, findings } = await listFindings(db, { ...rest, at, limit: NAMED })
  return {
    total,
    findings: findings.map(({ id, rule, path, line, message, attempts, since }) => ({
      id,
      rule: rule.name,
      path,
      line,
      message,
      attempts,
      since,
    })),
  }
}
