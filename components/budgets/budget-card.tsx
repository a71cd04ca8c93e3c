import type { BudgetState } from '@/lib/budgets/types'
import { groupHref } from '@/lib/client/groups'
import { findingsHref } from '@/lib/client/urls'
import type { EventMark } from '@/lib/events/types'
import { budgetWords, countedWords, statusWords } from '@/lib/format/budget'
import { day } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { insideEnd } from '@/lib/format/week'
import { TextLink } from '../ui/text-link'
import { BudgetBreaks } from './budget-breaks'
import { BudgetFigure } from './budget-figure'
import { BudgetHistory } from './budget-history'

interface Props {
  state: BudgetState
  /** What happened beside the code, for its chart. */
  events?: readonly EventMark[]
  /** Level of its heading: below that of the section it stands in. */
  heading?: 'h2' | 'h3'
  /** Forms to change and end it, where that is done. */
  children?: React.ReactNode
}

/** One budget: whose, what, kept or not, what breaks it, its weeks. */
export function BudgetCard({ state, events = [], heading: Heading = 'h3', children }: Props) {
  const { id, by, key, label, version, status } = state
  return (
    <article className="budget" id={id} aria-labelledby={`${id}-title`}>
      <div>
        <Heading id={`${id}-title`} className="budget-title">
          <TextLink href={groupHref(by, key)}>{label}</TextLink>: {budgetWords(version.rule)}
        </Heading>
        <StatusLine state={state} />
        {status === 'breached' && <BudgetBreaks state={state} />}
        <BudgetHistory state={state} />
        {children}
      </div>
      {state.points.length > 1 && <BudgetFigure state={state} events={events} />}
    </article>
  )
}

/** Kept or not, by how much, and since when. */
export function StatusLine({ state }: { state: BudgetState }) {
  const { status, value, limit, since, version, counted, became, untold } = state
  const { sign, text } = statusWords[status]
  const words = countedWords(version.rule)
  const tone = status === 'breached' ? 'worse' : status === 'within' ? 'better' : 'muted'
  return (
    <p>
      <b className={tone}>
        <span aria-hidden="true">{sign} </span>
        {text}
      </b>
      {value !== null && status !== 'ended' && (
        <>
          {': '}
          <TextLink href={findingsHref(counted)}>{plural(value, words.one, words.many)}</TextLink>
          {limit !== null && `, limit ${count(limit)}`}
        </>
      )}
      {since &&
        (since === version.from
          ? ', from its beginning on'
          : `, since the week to ${day(insideEnd(since))}`)}
      {status === 'before' && `, begins on ${day(version.from)}`}
      {became && `. ${became}: end this budget and set one for what is there now`}
      {untold > 0 &&
        `. Nobody knows the attempts of ${plural(untold, 'further path')}: neither kept nor broken`}
    </p>
  )
}
