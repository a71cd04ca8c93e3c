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

export const sortWords: Record<string, string> = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  attempts: 'Most attempts first',
  severity: 'Most severe first',
  path: 'By path',
  rule: 'By rule',
  service: 'By service',
}
