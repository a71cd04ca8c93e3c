import { expect, test } from 'vitest'
import { Claims } from '@/lib/ownership/documents/claims'
import { type Entry, type Held, periodsOf } from '@/lib/ownership/periods'
import { Placements } from '@/lib/services/placement'
import { TeamChanges } from '@/lib/services/reorganisation'
import { type Present, segmentsOf } from './segments'

const places = new Placements('shop', [
  { at: 0, services: [{ name: 'api', paths: ['**'], team: 'red' }] },
  { at: 50, services: [{ name: 'api', paths: ['**'], team: 'blue' }] },
])

const decision: Present = {
  version: 'v',
  finding: 'f',
  stream: 's',
  rule: 'r',
  kind: 'decision',
  decisionKind: 'caching',
  path: 'a.ts',
  suppressed: false,
  attempts: null,
  declaredOwner: null,
  declaredDecision: null,
  from: 10,
  to: 100,
}

const entry = { status: 'owned', owner: '@red', proposed: null, until: null } as const

const cut = (present: Present, owned: { from: number; to: number | null }[]) => {
  const held = owned.map(({ from, to }, i): Held => {
    return { from, to, entry: { ...entry, id: `e${i}`, seq: i, at: from } }
  })
  return segmentsOf(present, places, held).map((s) => [s.from, s.to, s.team, s.state])
}

test('a decision is owned from the day it was given an owner, not before', () => {
  expect(cut(decision, [{ from: 30, to: null }])).toEqual([
    [10, 30, 'red', 'open'],
    [30, 50, 'red', 'owned'],
    [50, 100, 'blue', 'owned'],
  ])
})

test('an ownership that ends leaves the decision open again', () => {
  expect(cut(decision, [{ from: 0, to: 60 }])).toEqual([
    [10, 50, 'red', 'owned'],
    [50, 60, 'blue', 'owned'],
    [60, 100, 'blue', 'open'],
  ])
})

test('what people said of two findings that are one: the later word counts', () => {
  const said = (id: string, at: number, more: Partial<Entry>): Entry => {
    return { ...entry, id, seq: at, at, ...more }
  }
  const held = periodsOf([
    said('b', 30, { status: 'rejected', owner: null }),
    said('a', 20, { owner: '@blue' }),
    said('c', 40, { status: 'accepted', until: 45 }),
  ])
  const segments = segmentsOf({ ...decision, to: 48 }, places, held)
  expect(segments.map((s) => [s.from, s.to, s.status, s.owner, s.state])).toEqual([
    [10, 20, 'unowned', null, 'open'],
    [20, 30, 'owned', '@blue', 'owned'],
    [30, 40, 'rejected', null, 'open'],
    [40, 45, 'accepted', '@red', 'accepted'],
    [45, 48, 'unowned', null, 'open'],
  ])
})

test('an owner declared beside the code owns as long as that form stands', () => {
  expect(cut({ ...decision, declaredOwner: '@red', to: 40 }, [])).toEqual([
    [10, 40, 'red', 'owned'],
  ])
})

test('patterns are not owned away; what is suppressed is told apart', () => {
  expect(cut({ ...decision, kind: 'pattern', to: 40 }, [{ from: 0, to: null }])).toEqual([
    [10, 40, 'red', 'open'],
  ])
  expect(cut({ ...decision, suppressed: true, to: 40 }, [{ from: 0, to: null }])).toEqual([
    [10, 40, 'red', 'suppressed'],
  ])
})

test('people win over comments, comments over records, and each over nobody', () => {
  const claim = { document: 'docs/adr/1.md', line: 2, owners: ['@green'], paths: ['*.ts'] }
  const claims = new Claims([{ at: 20, claims: [claim] }])
  const held: Held[] = [
    {
      from: 30,
      to: 40,
      entry: { ...entry, id: 'e', seq: 1, at: 30, status: 'unowned', owner: null },
    },
    {
      from: 40,
      to: null,
      entry: { ...entry, id: 'u', seq: 2, at: 40, status: 'none', owner: null },
    },
  ]
  const owners = (present: Present) =>
    segmentsOf({ ...present, to: 48 }, places, held, claims).map((s) => [s.from, s.owner])
  expect(owners(decision)).toEqual([
    [10, null],
    [20, '@green'],
    [30, null],
    [40, '@green'],
  ])
  expect(owners({ ...decision, declaredOwner: '@blue' })).toEqual([
    [10, '@blue'],
    [30, null],
    [40, '@blue'],
  ])
})

test('a reorganisation moves services and owners from its day on; a circle ends', () => {
  const change = { service: null, until: null, reason: 'rename' }
  const changes = new TeamChanges([
    { ...change, fromKey: 'red', to: 'crimson', from: 20 },
    { ...change, fromKey: 'crimson', to: 'red', from: 30 },
  ])
  const moved = new Placements(
    'shop',
    [{ at: 0, services: [{ name: 'api', paths: ['**'], team: 'red' }] }],
    changes,
  )
  const segments = segmentsOf({ ...decision, declaredOwner: '@red', to: 48 }, moved, [])
  expect(segments.map((s) => [s.from, s.team, s.owner, s.state])).toEqual([
    [10, 'red', '@red', 'owned'],
    [20, 'crimson', 'crimson', 'owned'],
    [30, 'red', 'red', 'owned'],
  ])
})
