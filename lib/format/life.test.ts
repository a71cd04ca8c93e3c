import { expect, test } from 'vitest'
import type { LifeRow } from '@/lib/findings/types'
import { lifeEvents } from './life'

const row = (part: Partial<LifeRow>): LifeRow => ({
  versionId: 'v',
  from: '2026-01-01T00:00:00Z',
  startReason: 'introduced',
  path: 'a.ts',
  message: 'm',
  ...part,
})

test('a move is one event, an end and a return are two', () => {
  const events = lifeEvents([
    row({ to: '2026-02-01T00:00:00Z', endReason: 'moved' }),
    row({
      from: '2026-02-01T00:00:00Z',
      startReason: 'moved',
      pass: 'block',
      to: '2026-03-01T00:00:00Z',
      endReason: 'gone',
    }),
    row({ from: '2026-04-01T00:00:00Z', startReason: 'reopened' }),
  ])
  expect(events.map((event) => event.title)).toEqual([
    'Introduced',
    'Moved to another file',
    'Gone from the code',
    'Came back',
  ])
  expect(events[1]?.known).toMatch(/^The same, because/)
})
