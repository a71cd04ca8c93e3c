import { expect, test } from 'vitest'
import { count, plural, signed } from './number'

test('numbers have separators, changes a true minus, zero no sign', () => {
  expect(count(1234567)).toBe('1,234,567')
  expect([signed(9), signed(-12), signed(0)]).toEqual(['+9', '−12', '0'])
  expect([plural(1, 'week'), plural(0, 'repository', 'repositories')]).toEqual([
    '1 week',
    '0 repositories',
  ])
})
