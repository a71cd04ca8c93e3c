import { besidesOf } from '@/lib/format/drift'
import { measureWords } from '@/lib/format/measure'
import { count, plural, signed } from '@/lib/format/number'
import { timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { CarriedAction, SentencePart, WeeklyReview } from '@/lib/review/types'
import type { Message } from './types'

const EXCEPTIONS = 5
const PATHS = 3
const ACTIONS = 8

/** Whether a week has anything to tell: a change of any kind, an exception, an action that is due. */
export function hasNews({ explained, exceptions, carried }: WeeklyReview): boolean {
  return (
    explained.some(({ parts }) => parts.length > 0) ||
    exceptions.total > 0 ||
    carried.some(({ state }) => state === 'overdue')
  )
}

/** The digest of a week: the same lead, numbers and exceptions as its page, which it links to. */
export function messageOf(review: WeeklyReview, team: string | undefined, link: string): Message {
  const { week, exceptions, board, carried } = review
  const who = team === undefined ? '' : `, ${visible(team)}`
  return {
    subject: `Plumbline ${week.id}${who}: ${subjectOf(review)}`,
    lead: text(review.lead),
    numbers: numbersOf(review),
    sections: [
      {
        title: plural(exceptions.total, 'exception'),
        lines: exceptions.shown.slice(0, EXCEPTIONS).map((e) => {
          const owner = e.who.owner?.name ?? 'nobody'
          const words =
            Math.abs(e.drift) === 1 ? measureWords[e.measure].one : measureWords[e.measure].many
          return `${visible(e.label)}: ${signed(e.drift)} ${words} (${visible(owner)}). ${text(e.why)}`
        }),
      },
      {
        title: 'Worst retry paths',
        lines: board
          .slice(0, PATHS)
          .map((row) => `${timesShort(row.attempts)}: ${visible(row.message)}`),
      },
      {
        title: 'Actions',
        lines: carried
          .filter(({ state }) => state !== 'done')
          .slice(0, ACTIONS)
          .map(actionLine),
      },
    ].filter(({ lines }) => lines.length > 0),
    link,
  }
}

function subjectOf({ totals, explained, exceptions }: WeeklyReview): string {
  if (explained.length === 0) return 'no change can be told'
  const { appeared, gone } = totals.causes.drift
  const changed = `${count(appeared)} new, ${count(gone)} gone`
  return exceptions.total === 0 ? changed : `${changed}, ${plural(exceptions.total, 'exception')}`
}

function numbersOf({ totals, explained }: WeeklyReview): Message['numbers'] {
  const due = {
    ...{ title: 'Open past due', value: count(totals.pastDue) },
    words: totals.pastDue > 0 ? 'worse' : 'none',
  }
  if (explained.length === 0) return [due]
  const { appeared, gone } = totals.causes.drift
  const net = appeared - gone
  const besides = besidesOf(totals.causes).map(({ words }) => words)
  return [
    { title: 'New', value: signed(appeared), words: appeared > 0 ? 'worse' : 'none' },
    { title: 'Gone', value: signed(-gone), words: gone > 0 ? 'better' : 'none' },
    {
      ...{ title: 'Net', value: signed(net) },
      words: [net > 0 ? 'worse' : net < 0 ? 'better' : 'no drift', ...besides].join('; '),
    },
    due,
  ]
}

const actionLine = ({ text: what, owner, due, state, label }: CarriedAction) =>
  `${state === 'overdue' ? 'overdue: ' : ''}${visible(what)} (${visible(owner)}, until ${due}; ${visible(label)})`

const text = (parts: readonly SentencePart[]) => visible(parts.map((part) => part.text).join(''))
