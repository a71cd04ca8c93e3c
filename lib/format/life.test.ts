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
    'First seen',
    'Moved to another file',
    'Gone from the code',
    'Came back',
  ])
  expect(events[1]?.known).toMatch(/^The same, because/)
})

test('what is not known to be introduced by a commit was first seen', () => {
  const introducedBy = { sha: 'abc', assistance: { grade: 'unknown' } }
  expect(lifeEvents([row({ introducedBy })])[0]).toMatchObject({ title: 'Introduced' })
  expect(lifeEvents([row({})])[0]).toMatchObject({ title: 'First seen' })
})

const went = (path: string) =>
  lifeEvents([
    row({
      ...{ path, to: '2026-03-01T00:00:00Z', endReason: 'gone' },
      wentBetween: { seen: 'a'.repeat(40), gone: 'b'.repeat(40) },
    }),
  ]).at(-1)?.between?.command

test('what is gone says how git finds the commit that took it away', () => {
  expect(went('src/a.ts')).toBe('git log aaaaaaaaaa..bbbbbbbbbb -- src/a.ts')
  expect(went('web/[id]/a b.ts')).toBe("git log aaaaaaaaaa..bbbbbbbbbb -- 'web/[id]/a b.ts'")
})

test('a path that does not stand in one line of a shell is left out of it', () => {
  expect(went("a'; rm -rf $HOME '.ts")).toBe('git log aaaaaaaaaa..bbbbbbbbbb')
  expect(went('a\nb.ts')).toBe('git log aaaaaaaaaa..bbbbbbbbbb')
  expect(went('\u202ea.ts')).toBe('git log aaaaaaaaaa..bbbbbbbbbb')
})

test('nothing is said of commits where there are none', () => {
  const [, end] = lifeEvents([row({ to: '2026-03-01T00:00:00Z', endReason: 'gone' })])
  expect(end).toEqual({ at: '2026-03-01T00:00:00Z', title: 'Gone from the code', tone: 'closed' })
})
