import {
  AGES,
  ASSISTANCE,
  CAUSES,
  type FindingQuery,
  KINDS,
  PARTS,
  SORTS,
  STATES,
} from '@/lib/findings/types'
import { isBeyond } from '@/lib/format/beyond'
import { isIntroduced } from '@/lib/time/introduced-span'
import { type Filter, GROUPINGS, MEASURES } from '@/lib/trends/types'
import type { ReviewView } from './urls'

/** `searchParams` of a page. */
export type SearchParams = Record<string, string | string[] | undefined>

/** Ranges offered for the chart. */
export const WEEKS = [12, 26, 52] as const

/** The first value of a parameter; nothing where it is empty. */
export const first = (params: SearchParams, name: string): string | undefined => {
  const value = params[name]
  const text = Array.isArray(value) ? value[0] : value
  return text === undefined || text === '' ? undefined : text
}

export function oneOf<T extends string>(
  choices: readonly T[],
  value: string | undefined,
): T | undefined {
  return choices.find((choice) => choice === value)
}

/** Ids or names, as they stand in the URL; `resolveFilter` makes ids of them. */
export function parseFilter(params: SearchParams): Filter {
  const text = (name: string) => first(params, name)?.slice(0, 300)
  return {
    repository: text('repository'),
    service: text('service'),
    team: text('team'),
    rule: text('rule'),
    decisionKind: text('decisionKind'),
  }
}

/** The page that a view belongs to. */
export type ViewPage = Pick<ReviewView, 'path' | 'week' | 'byDefault' | 'own'>

export function parseReviewView(params: SearchParams, page: ViewPage): ReviewView {
  const weeks = Number(first(params, 'weeks'))
  return {
    ...page,
    measure: oneOf(MEASURES, first(params, 'measure')) ?? 'unowned-decisions',
    by: oneOf(GROUPINGS, first(params, 'by')) ?? page.byDefault,
    weeks: Number.isInteger(weeks) && weeks >= 2 && weeks <= 260 ? weeks : 26,
    filter: parseFilter(params),
  }
}

function instant(value: string | undefined): string | undefined {
  if (!value || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined
  const time = Date.parse(value)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}

/** Page of a finding's places and steps, from 1; nothing where the first few are enough. */
export function parseSteps(params: SearchParams): number | undefined {
  const page = Number(first(params, 'steps'))
  return Number.isInteger(page) && page >= 1 && page <= 99_999 ? page : undefined
}

/** An instant in the URL as a full ISO instant; nothing where it is none. */
export const parseInstant = (params: SearchParams, name: string): string | undefined =>
  instant(first(params, name))

const daysOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined

/** A folder; the empty one is the root of the repository. */
function pathOf({ path }: SearchParams): string | undefined {
  return (Array.isArray(path) ? path[0] : path)?.replaceAll('\0', '').slice(0, 4096)
}

/** `introduced`, or the two days of a form; nothing where they name no days. */
function introducedOf(params: SearchParams): string | undefined {
  const from = first(params, 'introducedFrom') ?? ''
  const to = first(params, 'introducedTo') ?? ''
  const text = from === '' && to === '' ? first(params, 'introduced') : `${from}..${to}`
  return text !== undefined && isIntroduced(text) ? text : undefined
}

/** `now` stands in where the URL names no instant. */
export function parseFindingQuery(params: SearchParams, now: string): FindingQuery {
  const at = instant(first(params, 'at')) ?? now
  const since = instant(first(params, 'since'))
  const change = oneOf(['appeared', 'gone'], first(params, 'change'))
  // One without the other, or the wrong way round, says nothing.
  const part = oneOf(PARTS, first(params, 'part'))
  const compared = since !== undefined && (change ?? part) !== undefined && since <= at
  return {
    ...parseFilter(params),
    measure: oneOf(MEASURES, first(params, 'measure')),
    at,
    since: compared ? since : undefined,
    change: compared && !part ? change : undefined,
    cause: compared && change && !part ? oneOf(CAUSES, first(params, 'cause')) : undefined,
    part: compared ? part : undefined,
    kind: oneOf(KINDS, first(params, 'kind')),
    state: oneOf(STATES, first(params, 'state')),
    age: oneOf(AGES, first(params, 'age')),
    path: pathOf(params),
    q: first(params, 'q')?.replaceAll('\0', '').slice(0, 300),
    introduced: introducedOf(params),
    author: first(params, 'author')?.replaceAll('\0', '').slice(0, 300),
    assistance: oneOf(ASSISTANCE, first(params, 'assistance')),
    commit: first(params, 'commit')?.replaceAll('\0', '').slice(0, 100),
    olderThan: daysOf(first(params, 'olderThan')),
    beyond: [first(params, 'beyond')].find((text) => text !== undefined && isBeyond(text)),
    sort: oneOf(SORTS, first(params, 'sort')),
    limit: 50,
    cursor: first(params, 'cursor')?.slice(0, 8192),
  }
}

/** How many rows of a table come before the page that is shown. */
export function parseFrom(params: SearchParams): number {
  const from = Number(first(params, 'from'))
  return Number.isInteger(from) && from > 0 ? from : 0
}
