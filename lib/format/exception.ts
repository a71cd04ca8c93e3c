import type { Details, Exception, WeeklyReview } from '@/lib/review/types'
import { count, plural, signed } from './number'

const tenth = (value: number) => signed(Math.round(value * 10) / 10)

/** Why it is an exception: `above its normal −2 to +3 a week (26 weeks)`. */
export function signalWords(signal: Exception['signal']): string {
  const { kind, mean, median, lower, upper, weeks } = signal
  const band = `${tenth(lower)} to ${tenth(upper)} a week`
  const words = {
    above: `above its normal ${band}`,
    below: `below its normal ${band}`,
    run: `eight weeks on one side of its ${median === undefined ? `mean, ${tenth(mean)}` : `median, ${tenth(median)}`} a week`,
  }[kind]
  return `${words} (${plural(weeks, 'week')})`
}

/** `all`, `3 of 9`. */
export const shareWords = (part: number, { findings }: Details): string =>
  findings === part ? 'all' : `${count(part)} of ${count(findings)}`

/** `Ann (3), Bob (1)`. */
export const authorWords = ({ authors }: Details): string =>
  authors.map(({ name, count: n }) => `${name} (${count(n)})`).join(', ')

const GRADES: Record<string, string> = {
  notes: 'git notes say so',
  trailer: 'a trailer says so',
  'bot-author': 'the author is a bot',
}

/** `AI-assisted: 3 (a trailer says so); 2 say nothing, which does not mean human`. */
export function assistedWords({ assistance }: Details, drift: number): string {
  const assisted = assistance.filter(({ grade }) => grade !== 'unknown')
  const unknown = assistance.find(({ grade }) => grade === 'unknown')?.count ?? 0
  const said = assisted.map(({ grade, count: n }) => `${count(n)} (${GRADES[grade] ?? grade})`)
  return `${drift < 0 ? 'Came AI-assisted' : 'AI-assisted'}: ${said.join(', ') || 'none says so'}${
    unknown > 0
      ? `; ${count(unknown)} ${unknown === 1 ? 'says' : 'say'} nothing, which does not mean human`
      : ''
  }`
}

/** Where nothing can be called an exception yet, what moved most is told instead. */
export const showsMovers = ({ exceptions }: Pick<WeeklyReview, 'exceptions'>): boolean =>
  exceptions.total === 0 && exceptions.young.changed.length > 0
