import { expect, expectTypeOf, test } from 'vitest'
import { type CheckResult as Read, readResult } from '../../scanner/src/check/result'
import type { CheckResult } from './types'

test('what the server says of a branch is what the scanner reads', () => {
  expectTypeOf<CheckResult>().toExtend<Read>()
  const said: CheckResult = {
    ...{ format: 1, repository: 'shop', left: 0, gone: 0, rulesAdded: 0, notes: [] },
    base: { branch: 'main', commit: 'a'.repeat(40), committedAt: '2026-03-01T10:00:00Z' },
    items: [],
    budgets: [{ id: 'b', words: 'team red: at most 1', broken: true }],
  }
  expect(readResult(JSON.stringify(said), 'here')).toEqual(said)
})
