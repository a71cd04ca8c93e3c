import { expect, test } from 'vitest'
import { candidateWhere, timeToOwnershipWords } from './ownership'

test('the time to the first owner says how long of it anybody here knew of the decision', () => {
  const none = { medianDays: null, p90Days: null }
  const time = { decisions: 1, medianDays: 236.2, p90Days: 1300, atLeast: false }
  const early = timeToOwnershipWords({ ...time, sinceKnown: { medianDays: 0, p90Days: 0.1 } })
  expect(early).toBe(
    'First owner 236 days after introduction at the median, 1,300 at the 90th percentile; 0 and 0 since it was first seen here.',
  )
  const same = { medianDays: 3, p90Days: 9 }
  expect(timeToOwnershipWords({ ...time, ...same, sinceKnown: same, atLeast: true })).toBe(
    'First owner at least 3 days after introduction at the median, at least 9 at the 90th percentile.',
  )
  expect(timeToOwnershipWords({ ...time, decisions: 0, ...none, sinceKnown: none })).toBe(
    'Nothing has got its first owner in this time yet.',
  )
})

test('who made the last commits to a file has changed it lately, and need not have written it', () => {
  expect(candidateWhere({ source: 'wrote', where: '1 of 1' })).toBe(
    'changed it lately, 1 of 1 commits',
  )
})
