import type { Facet } from '@/lib/findings/types'
import { introducedSpan, isInstant } from '@/lib/time/introduced-span'
import { instant } from './date'
import { visible } from './visible'

export const facetTitles: Record<Facet['name'], string> = {
  kind: 'Kind',
  state: 'State',
  rule: 'Rule',
  service: 'Service',
  team: 'Team',
  repository: 'Repository',
  age: 'There for',
  introduced: 'Introduced in',
  author: 'Introduced by',
  assistance: 'Assistance',
  commit: 'Introducing commit',
}

const kindWords: Record<string, string> = {
  decision: 'decisions',
  'retry-path': 'retry paths',
  pattern: 'patterns',
}

const ageWords: Record<string, string> = {
  week: 'less than a week',
  month: '1 to 4 weeks',
  quarter: '1 to 3 months',
  year: '3 to 12 months',
  older: 'more than a year',
}

const assistanceKinds: Record<string, string> = {
  assisted: 'AI-assisted',
  notes: '– by git notes',
  trailer: '– by commit trailer',
  'bot-author': '– by its author',
  unknown: 'unknown',
}

/** `March 2026` of `2026-03`; a commit that nobody named is said. */
function monthWords(key: string): string {
  if (key === 'unknown') return 'not known'
  const { from = '', to = '' } = introducedSpan(key) ?? {}
  if (isInstant(from) || isInstant(to))
    return [from && `after ${timeWords(from)}`, to && `up to ${timeWords(to)}`]
      .filter(Boolean)
      .join(', ')
  // Days from and to stand as they were given.
  if (!/^\d{4}-\d{2}$/.test(key)) return key
  return monthFormat.format(new Date(`${key}-01T00:00:00Z`))
}

const timeWords = (end: string): string => (isInstant(end) ? instant(end) : end)

const monthFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  month: 'long',
  year: 'numeric',
})

export const sortWords: Record<string, string> = {
  newest: 'First seen: newest first',
  oldest: 'First seen: oldest first',
  attempts: 'Most attempts first',
  severity: 'Most severe first',
  introduced: 'Latest commit first',
  path: 'By path',
  rule: 'By rule',
  service: 'By service',
}

/** A choice of a facet, as a reader calls it. */
export function facetWords(name: Facet['name'], key: string, label: string): string {
  if (name === 'kind') return kindWords[key] ?? key
  if (name === 'age') return ageWords[key] ?? key
  if (name === 'assistance') return assistanceKinds[key] ?? key
  return name === 'introduced' ? monthWords(key) : visible(label)
}
