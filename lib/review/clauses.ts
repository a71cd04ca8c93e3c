import { findingsHref, withQuery } from '@/lib/client/urls'
import type { FindingQuery } from '@/lib/findings/types'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { weekNumber } from '@/lib/format/week'
import type { Filter, Measure } from '@/lib/trends/types'
import type { LeadInput, LeadMeasure, Top } from './lead-input'
import type { Tally } from './tally'
import type { SentencePart } from './types'
import { whyOf } from './why'
import { listed } from './words'

export function mainClause(input: LeadInput, { measure: m, service }: Top): SentencePart[] {
  const head = changeParts(input, m)
  if (!service)
    return [
      ...head,
      { text: ': ' },
      ...whyOf(m.tally, m.measure, scoped(input, m.measure), input.context),
    ]
  const label = input.labels.get(service.key) ?? service.key
  const own = { ...scoped(input, m.measure), service: service.key }
  const link = {
    text: label,
    href: findingsHref({
      ...own,
      change: service.tally.drift > 0 ? 'appeared' : 'gone',
      cause: 'drift',
    }),
  }
  const why = whyOf(service.tally, m.measure, own, input.context)
  return [
    ...head,
    { text: `, ${share(service.tally.drift, m.tally.drift)}` },
    link,
    { text: ': ' },
    ...why,
  ]
}

function share(part: number, whole: number): string {
  if (part === whole) return 'all of it in '
  if (Math.sign(part) !== Math.sign(whole)) return part > 0 ? 'but up in ' : 'but down in '
  if (Math.abs(part) > Math.abs(whole)) return 'and by more in '
  return Math.abs(part) * 2 > Math.abs(whole) ? 'most of it in ' : 'the largest part in '
}

export function restClause(input: LeadInput, measures: LeadMeasure[]): SentencePart[] {
  const parts = measures.flatMap((measure, i): SentencePart[] => [
    { text: i === 0 ? '' : ' and ' },
    ...changeParts(input, measure),
  ])
  const [first, ...others] = parts.filter(({ text }) => text !== '')
  return first ? [{ ...first, text: capital(first.text) }, ...others] : []
}

/** `unowned decisions grew by 9 to 214`, in drift: stock that was only first seen is told apart. */
function changeParts(input: LeadInput, { measure, value, tally }: LeadMeasure): SentencePart[] {
  const title = measureWords[measure].many
  const to = { text: count(value ?? 0), href: findingsHref(list(input, measure)) }
  const own = scoped(input, measure)
  const by = (change: 'appeared' | 'gone') => ({
    text: count(Math.abs(tally.drift)),
    ...(Math.abs(tally.drift) === tally.causes.drift[change]
      ? { href: findingsHref({ ...own, change, cause: 'drift' }) }
      : {}),
  })
  const besides = besidesWords(tally)
  const end = besides ? ', to ' : ' to '
  if (tally.drift > 0)
    return [{ text: `${title} grew by ` }, by('appeared'), { text: `${besides}${end}` }, to]
  if (tally.drift < 0)
    return [{ text: `${title} fell by ` }, by('gone'), { text: `${besides}${end}` }, to]
  if (besides === '') return [{ text: `${title} stayed at ` }, to]
  return [{ text: `${title} did not drift${besides}${end}` }, to]
}

/** `, besides 58 that stood there before they were looked for and 2 that came from …` */
function besidesWords({ causes: { coverage, placed } }: Tally): string {
  const said = (
    [
      [coverage.appeared, 'stood there before they were looked for'],
      [coverage.gone, 'are no longer looked for'],
      [placed.appeared, 'came from another service or team'],
      [placed.gone, 'went to another service or team'],
    ] as const
  ).flatMap(([n, words]) => (n === 0 ? [] : [`${count(n)} that ${words}`]))
  return said.length === 0 ? '' : `, besides ${listed(said)}`
}

export const when = ({ week }: LeadInput) =>
  week.running ? 'so far this week' : `in week ${weekNumber(week.id)}`
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
export const list = ({ filter, week }: LeadInput, measure: Measure): FindingQuery => ({
  ...filter,
  measure,
  at: week.at,
})
const scoped = (input: LeadInput, measure: Measure): FindingQuery => ({
  ...list(input, measure),
  since: input.week.since,
})
export const weekHref = (id: string, { repository, service, team, rule, decisionKind }: Filter) =>
  withQuery(`/review/${id}`, { repository, service, team, rule, decisionKind })
