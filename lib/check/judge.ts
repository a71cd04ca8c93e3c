import type { BudgetState } from '@/lib/budgets/types'
import type { FindingRow } from '@/lib/findings/types'
import { budgetWords } from '@/lib/format/budget'
import type { Measure } from '@/lib/trends/types'
import type { CheckBudget, CheckItem } from './types'

/** A finding with the measure that counts it. */
export interface Counted {
  measure: Measure
  row: FindingRow
}

/** Something a branch brings. */
export interface Brought extends Counted {
  change: 'new' | 'worse'
  before?: FindingRow['attempts']
}

/** A budget that holds, with what it counts on the default branch and with the branch on top. */
export interface Held {
  state: BudgetState
  /** Numbers just before and with the branch. */
  before: number
  after: number
  limit: number
  /** Ids of what counts against it with the branch. */
  counted: ReadonlySet<string>
  /** The numbers count what whoever asks may not see. */
  hidden?: boolean
}

/**
 * Which of what a branch brings breaks which budget? A budget that is broken already is broken by
 * this branch only where the branch adds to it; nothing old is ever named. Pure.
 */
export function judge(
  brought: readonly Brought[],
  held: readonly Held[],
): { items: CheckItem[]; budgets: CheckBudget[] } {
  const broken = new Map<string, Set<string>>()
  const spoken = new Set<string>()
  const budgets = held.flatMap(
    ({ state, before, after, limit, counted, hidden }): CheckBudget[] => {
      const own = brought.filter((item) => speaksOf(state, item))
      for (const { row } of own) spoken.add(row.id)
      if (own.length === 0) return []
      const added = own.filter(
        ({ change, row }) =>
          counted.has(row.id) && (change === 'new' || state.version.rule.kind === 'retries'),
      )
      const breaks = after > limit && added.length > 0
      if (breaks) {
        for (const { row } of added) {
          broken.set(row.id, (broken.get(row.id) ?? new Set()).add(state.id))
        }
      }
      const words = `${state.by} ${state.label}: ${budgetWords(state.version.rule)}`
      const numbers = hidden ? {} : { limit, before, after }
      return [{ id: state.id, words, ...numbers, broken: breaks }]
    },
  )
  const items = brought.map(({ change, measure, row, before }): CheckItem => {
    const breaks = [...(broken.get(row.id) ?? [])]
    const verdict = breaks.length > 0 ? 'breaks' : spoken.has(row.id) ? 'within' : 'unbudgeted'
    return {
      ...{ change, measure, rule: row.rule.key, path: row.path, line: row.line },
      ...{ symbol: row.symbol, message: row.message, service: row.service.name },
      ...{ team: row.team?.name, attempts: row.attempts, before, arithmetic: row.arithmetic },
      ...{ verdict, breaks },
    }
  })
  const rank = { breaks: 0, unbudgeted: 1, within: 2 }
  items.sort(
    (a, b) =>
      rank[a.verdict] - rank[b.verdict] ||
      (a.path < b.path ? -1 : Number(a.path > b.path)) ||
      (a.line ?? 0) - (b.line ?? 0),
  )
  return { items, budgets }
}

/** A budget speaks of the findings of its measure in its team or service. */
export function speaksOf({ by, key, version }: BudgetState, { measure, row }: Counted): boolean {
  const of = by === 'service' ? row.service.id : row.team?.id
  return version.rule.measure === measure && of === key
}
