import type { BudgetRule, BudgetStatus } from '@/lib/budgets/types'
import { measureWords } from './measure'
import { plural } from './number'

/** What a budget demands, as a sentence without its full stop. */
export function budgetWords(rule: BudgetRule): string {
  const { one, many } = measureWords[rule.measure]
  if (rule.kind === 'falls') return `${many} may only fall`
  if (rule.kind === 'most') {
    return rule.most === 0 ? `no ${many}` : `at most ${plural(rule.most, one, many)}`
  }
  if (rule.kind === 'unowned') {
    const head = rule.most === 0 ? 'no unowned decision' : `at most ${plural(rule.most, one, many)}`
    return `${head} older than ${plural(rule.days, 'day')}`
  }
  return `no more than ${plural(rule.layers, 'retry layer')} and ${plural(rule.attempts, 'attempt')} on any path`
}

/** What the number of a budget counts. */
export function countedWords(rule: BudgetRule): { one: string; many: string } {
  if (rule.kind === 'retries') return { one: 'path beyond it', many: 'paths beyond it' }
  const { one, many } = measureWords[rule.measure]
  if (rule.kind !== 'unowned') return { one, many }
  const older = `older than ${plural(rule.days, 'day')}`
  return { one: `${one} ${older}`, many: `${many} ${older}` }
}

/** A status in words and a sign, so that colour is never all. */
export const statusWords: Record<BudgetStatus, { sign: string; text: string }> = {
  breached: { sign: '▲', text: 'breached' },
  within: { sign: '✓', text: 'kept' },
  unknown: { sign: '–', text: 'no scan speaks for it' },
  before: { sign: '○', text: 'not begun' },
  ended: { sign: '□', text: 'ended' },
}
