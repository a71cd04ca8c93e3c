import { expect, it } from 'vitest'
import { attemptsFor } from './counts'

it.each([
  [attemptsFor('attempts', 3), 3],
  [attemptsFor('retries', 3), 4],
  [attemptsFor('deliveries', 3), 3],
  [attemptsFor('attempts', 0), 1],
  [attemptsFor('retries', 0), 1],
  [attemptsFor('retries', -1), 'unbounded'],
  [attemptsFor('retries', -1, 'unknown'), 'unknown'],
  [attemptsFor('attempts', Number.POSITIVE_INFINITY), 'unbounded'],
])('a written number is %s attempts', (attempts, expected) => {
  expect(attempts).toBe(expected)
})
