export const kindWords: Record<string, string> = {
  decision: 'decisions',
  'retry-path': 'retry paths',
  pattern: 'patterns',
}

export const ageWords: Record<string, string> = {
  week: 'less than a week',
  month: '1 to 4 weeks',
  quarter: '1 to 3 months',
  year: '3 to 12 months',
  older: 'more than a year',
}

export const assistanceKinds: Record<string, string> = {
  assisted: 'AI-assisted',
  notes: '– by git notes',
  trailer: '– by commit trailer',
  'bot-author': '– by its author',
  unknown: 'unknown',
}

/** `March 2026` of `2026-03`; a commit that nobody named is said. */
export function monthWords(key: string): string {
  if (key === 'unknown') return 'not known'
  // Days from and to stand as they were given.
  if (!/^\d{4}-\d{2}$/.test(key)) return key
  return monthFormat.format(new Date(`${key}-01T00:00:00Z`))
}

const monthFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  month: 'long',
  year: 'numeric',
})

export const sortWords: Record<string, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  attempts: 'Most attempts first',
  severity: 'Most severe first',
  introduced: 'Latest commit first',
  path: 'By path',
  rule: 'By rule',
  service: 'By service',
}
