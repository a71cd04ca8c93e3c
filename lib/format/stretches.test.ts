import { expect, test } from 'vitest'
import type { LifeRow } from '@/lib/findings/types'
import { lifeEvents } from './life'
import { broughtLater, stretchesOf } from './stretches'

const day = (text: string) => `${text}T00:00:00.000Z`
const row = (from: string, to?: string, more: Partial<LifeRow> = {}): LifeRow => ({
  ...{ versionId: 'v', path: 'a.ts', message: 'm', startReason: 'introduced' },
  from: day(from),
  ...(to === undefined ? {} : { to: day(to) }),
  ...more,
})

test('a finding was there in stretches; another form without a break begins none', () => {
  const life = [
    row('2025-08-30', '2025-09-10'),
    row('2025-09-10', '2025-10-01'),
    row('2026-07-05'),
    row('2026-08-01', '2026-09-01'),
  ]
  expect(stretchesOf(life, day('2026-11-01'))).toEqual([
    { from: day('2025-08-30'), to: day('2025-10-01') },
    { from: day('2026-07-05') },
  ])
  expect(stretchesOf(life, day('2025-09-20'))).toEqual([{ from: day('2025-08-30') }])
  expect(stretchesOf(life, day('2025-01-01'))).toEqual([])
})

test('a commit that brought a finding back is not said to have brought it the first time', () => {
  const assistance = { grade: 'unknown' }
  const introducedBy = { sha: 'c', at: day('2026-07-02'), assistance }
  const first = { introducedBy, startReason: 'first-scan', endReason: 'gone' }
  const back = { introducedBy, startReason: 'reopened' }
  const life = [row('2025-08-30', '2025-10-01', first), row('2026-07-05', undefined, back)]
  expect(lifeEvents(life).map(({ title, by }) => [title, by?.sha])).toEqual([
    ['There at the first scan', undefined],
    ['Gone from the code', undefined],
    ['Came back', 'c'],
  ])
  const early = { ...introducedBy, at: day('2025-08-01') }
  const same = life.map((one) => ({ ...one, introducedBy: early }))
  expect(lifeEvents(same)[0]?.by?.sha).toBe('c')
  // Times of commits are their makers': nothing later began that it could have brought.
  expect(broughtLater(introducedBy, day('2026-07-01'), [day('2026-07-01')])).toBe(false)
})
