import { expect, test } from 'vitest'
import { lifeEvents } from '@/lib/format/life'
import type { LedgerEntry } from '@/lib/ownership/ledger'
import type { Stretch } from './queries/stretches'
import { turnsOf } from './turns'

const NOW = Date.parse('2026-11-22T00:00:00Z')
const entry = (part: Partial<LedgerEntry> & { on: string }): LedgerEntry => ({
  id: 'e',
  seq: 1,
  finding: 'f',
  versionId: 'v',
  actId: 'a',
  kind: 'own',
  status: 'owned',
  by: { id: 'ada', name: 'Ada' },
  at: Date.parse(part.on),
  until: null,
  owner: null,
  ownerKind: null,
  others: [],
  proposed: null,
  proposedKind: null,
  approver: null,
  reason: null,
  confirms: false,
  undone: false,
  ...part,
})
const stretch = (from: string, part: Partial<Stretch> = {}): Stretch => ({
  from: new Date(from),
  to: null,
  state: 'open',
  owner: null,
  entry: null,
  team: 'red',
  service: 'web',
  ...part,
})

const titles = (entries: LedgerEntry[], stretches: Stretch[]) =>
  lifeEvents([], turnsOf(entries, stretches, NOW)).map(
    ({ at, title }) => `${at.slice(0, 10)} ${title}`,
  )

test('what people did is told with who, to whom and until when', () => {
  const until = Date.parse('2026-05-01')
  expect(
    titles(
      [
        entry({ on: '2026-01-05', owner: '@red' }),
        entry({ on: '2026-02-05', kind: 'reject', status: 'rejected' }),
        entry({ on: '2026-03-05', kind: 'accept', status: 'accepted', until, approver: 'Bo' }),
      ],
      [stretch('2026-01-01')],
    ),
  ).toEqual([
    '2026-01-05 Owner given: @red, said Ada',
    '2026-02-05 Rejected: it must go, said Ada',
    '2026-03-05 Accepted as it is until 1 May 2026, approved by Bo, said Ada',
    '2026-05-01 The acceptance expired: open again',
  ])
})

test('an acceptance that something else ended, or that still holds, has not expired', () => {
  const accepted = { kind: 'accept' as const, status: 'accepted' as const }
  const until = Date.parse('2026-05-01')
  const later = Date.parse('2027-05-01')
  expect(
    titles(
      [
        entry({ on: '2026-03-05', ...accepted, until }),
        entry({ on: '2026-04-05', owner: '@red' }),
        entry({ on: '2026-06-05', ...accepted, until: later }),
      ],
      [],
    ).filter((title) => title.includes('expired')),
  ).toEqual([])
})

test('a reorganisation changes the team, and the name of the owner, without an act', () => {
  expect(
    titles(
      [],
      [
        stretch('2026-01-01', { entry: 'e1', owner: '@red', state: 'owned' }),
        stretch('2026-02-01', { entry: 'e1', owner: '@blue', state: 'owned', team: 'blue' }),
        stretch('2026-03-01', { entry: 'e1', owner: '@blue', state: 'owned', team: null }),
      ],
    ),
  ).toEqual([
    '2026-02-01 Its service went from team red to team blue',
    '2026-02-01 By a reorganisation its owner is @blue, not @red',
    '2026-03-01 Its service went from team blue to no team',
  ])
})

test('another owner by an act is told once, by the act', () => {
  expect(
    titles(
      [entry({ on: '2026-02-01', kind: 'hand-on', owner: '@blue' })],
      [
        stretch('2026-01-01', { entry: 'e1', owner: '@red', state: 'owned' }),
        stretch('2026-02-01', { entry: 'e2', owner: '@blue', state: 'owned' }),
      ],
    ),
  ).toEqual(['2026-02-01 Handed on to @blue, said Ada'])
})

test('declarations and suppressions in the code come and go', () => {
  expect(
    titles(
      [],
      [
        stretch('2026-01-01'),
        stretch('2026-02-01', { owner: '@red', state: 'owned' }),
        stretch('2026-03-01'),
        stretch('2026-04-01', { state: 'suppressed' }),
        stretch('2026-05-01'),
      ],
    ),
  ).toEqual([
    '2026-02-01 Owner declared in the code: @red',
    '2026-03-01 No longer declared as @red’s',
    '2026-04-01 Suppressed in the code',
    '2026-05-01 No longer suppressed in the code',
  ])
})
