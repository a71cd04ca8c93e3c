import { findingsHref } from '@/lib/client/urls'
import { count, plural } from '@/lib/format/number'
import { weekNumber } from '@/lib/format/week'
import { capital, list, mainClause, restClause, weekHref, when } from './clauses'
import type { LeadInput, LeadMeasure, Top } from './lead-input'
import { noCommitParts } from './no-commit'
import { countOf, type Tally } from './tally'
import type { SentencePart } from './types'
import { listed, measureCount } from './words'

/** The lead: what changed this week and why, true and in plain English. */
export function leadOf(input: LeadInput): SentencePart[] {
  const waiting = waitingParts(input.pending)
  return [...headline(input), ...waiting]
}

function headline(input: LeadInput): SentencePart[] {
  if (input.empty) return [{ text: 'Nothing has been scanned yet.' }]
  const known = input.measures.filter(({ value }) => value !== null)
  if (known.length === 0) return silence(input)
  if (input.first.all) return firstWeek(input, known)
  const compared = known.filter(({ change }) => change !== null)
  if (compared.length === 0)
    return [
      ...standing(input, known),
      { text: '; last week is unknown, so no change can be told.' },
    ]
  const stocks = [...firstParts(input, compared), ...placedParts(input)]
  const top = chosen(input, compared)
  const still = input.moved.every(({ tally }) => withoutDrift(tally))
  if (!top || (still && compared.every(({ tally }) => withoutDrift(tally)))) {
    const changed = input.placed > 0 || compared.some(({ tally }) => tally.steps.length > 0)
    return [
      { text: `Nothing ${changed ? 'drifted' : 'changed'} ${when(input)}: ` },
      ...standing(input, compared),
      { text: '.' },
      ...noCommitParts(input.noCommit, input.week),
      ...ruleParts(compared),
      ...stocks,
    ]
  }
  const rest = compared.filter((m) => m !== top.measure && (m.value !== 0 || m.tally.net !== 0))
  return [
    { text: input.week.running ? 'So far this week ' : '' },
    ...mainClause(input, top),
    ...(rest.length > 0 ? [{ text: '. ' }, ...restClause(input, rest)] : []),
    { text: '.' },
    ...stocks,
  ]
    .filter(({ text }) => text !== '')
    .map((part, i) => (i === 0 ? { ...part, text: capital(part.text) } : part))
}

/** No number is known for this week. */
function silence({ week, unknown, otherWeek, filter }: LeadInput): SentencePart[] {
  if (unknown) return [{ text: 'Nothing that was scanned fits this filter.' }]
  if (!otherWeek) return [{ text: 'The scans so far look for none of the three measures.' }]
  const name = { text: `week ${weekNumber(otherWeek.id)}`, href: weekHref(otherWeek.id, filter) }
  const [head, link] = otherWeek.later
    ? [`Nothing was scanned yet in week ${weekNumber(week.id)}`, 'the first scan is of ']
    : [`No scan speaks for week ${weekNumber(week.id)}`, 'the newest that is known is ']
  return [{ text: `${head}; ${link}` }, name, { text: '.' }]
}

/** The first scans of all: what stands is where counting begins, not something new. */
function firstWeek(input: LeadInput, known: LeadMeasure[]): SentencePart[] {
  const { names } = input.first
  const of = names.length > 3 ? plural(names.length, 'repository', 'repositories') : listed(names)
  return [
    { text: `First scan of ${of}: ` },
    ...standing(input, known),
    { text: '. Change is counted from here on.' },
  ]
}

/** `412 unowned decisions, 17 duplicated retry paths and 1,034 flagged patterns stand`. */
function standing(input: LeadInput, measures: LeadMeasure[]): SentencePart[] {
  const parts = measures.flatMap(({ measure, value }, i): SentencePart[] => {
    const gap = i === 0 ? '' : i === measures.length - 1 ? ' and ' : ', '
    const text = measureCount(value ?? 0, measure)
    return [{ text: gap }, { text, href: findingsHref(list(input, measure)) }]
  })
  const one = measures.length === 1 && measures[0]?.value === 1
  return [...parts.filter(({ text }) => text !== ''), { text: one ? ' stands' : ' stand' }]
}

/** The measure of the service that drifted most for the worse; else of the largest improvement. */
function chosen({ moved }: LeadInput, compared: LeadMeasure[]): Top | undefined {
  const own = moved.filter((mover) => mover.by === 'service' && mover.tally.drift !== 0)
  const worst = own.find(({ tally }) => tally.drift > 0) ?? own.at(-1)
  const measure = compared.find((candidate) => candidate.measure === worst?.measure)
  if (worst && measure) return { measure, service: worst }
  const most = ({ tally: { causes } }: LeadMeasure) => causes.drift.appeared + causes.drift.gone
  const [largest] = [...compared].sort((a, b) => most(b) - most(a))
  return largest && { measure: largest }
}

/** Repositories first scanned while others were known already. */
function firstParts({ first }: LeadInput, measures: LeadMeasure[]): SentencePart[] {
  const stock = measures.some(({ tally }) => tally.steps.some((s) => s.reason === 'first-scan'))
  if (!stock || first.names.length === 0) return []
  const names =
    first.names.length > 3
      ? plural(first.names.length, 'repository', 'repositories')
      : listed(first.names)
  return [
    {
      text: ` ${names} ${first.names.length === 1 ? 'was' : 'were'} scanned for the first time; what stood there already is no drift.`,
    },
  ]
}

function waitingParts(pending: number): SentencePart[] {
  if (pending === 0) return []
  return [
    {
      text: ` ${plural(pending, 'upload')} ${pending === 1 ? 'waits' : 'wait'} to be applied, so this will still change.`,
    },
  ]
}

/** Where nothing drifted, what the rules found or ceased to look for. */
function ruleParts(measures: readonly LeadMeasure[]): SentencePart[] {
  const of = (reason: string) =>
    measures.reduce((sum, { tally }) => sum + countOf(tally.steps, (s) => s.reason === reason), 0)
  const [added, removed] = [of('rule-added'), of('rule-removed')]
  return [
    ...(added > 0 ? [{ text: ` ${isOrAre(added)} found by a rule that is new.` }] : []),
    ...(removed > 0 ? [{ text: ` ${isOrAre(removed)} no longer looked for.` }] : []),
  ]
}

const isOrAre = (n: number) => `${count(n)} ${n === 1 ? 'is' : 'are'}`

/** A reorganisation or a moved folder is no drift, and is said all the same. */
function placedParts({ placed }: LeadInput): SentencePart[] {
  if (placed === 0) return []
  return [{ text: ` ${plural(placed, 'finding')} only changed service or team.` }]
}

const withoutDrift = ({ causes: { drift } }: Tally) => drift.appeared + drift.gone === 0
