import { expect, test } from 'vitest'
import { Placements } from '@/lib/services/placement'
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
  declaredOwner: false,
  from: 10,
  to: 100,
}

const cut = (present: Present, owned: { from: number; to: number | null }[]) =>
  segmentsOf(present, places, owned).map((s) => [s.from, s.to, s.team, s.state])

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

test('two owners at once are one ownership', () => {
  const owned = [
    { from: 20, to: 40 },
    { from: 30, to: 45 },
  ]
  expect(cut({ ...decision, to: 48 }, owned)).toEqual([
    [10, 20, 'red', 'open'],
    [20, 45, 'red', 'owned'],
    [45, 48, 'red', 'open'],
  ])
})

test('an owner declared beside the code owns as long as that form stands', () => {
  expect(cut({ ...decision, declaredOwner: true, to: 40 }, [])).toEqual([[10, 40, 'red', 'owned']])
})

test('patterns are not owned away; what is suppressed is told apart', () => {
  expect(cut({ ...decision, kind: 'pattern', to: 40 }, [{ from: 0, to: null }])).toEqual([
    [10, 40, 'red', 'open'],
  ])
  expect(cut({ ...decision, suppressed: true, to: 40 }, [{ from: 0, to: null }])).toEqual([
    [10, 40, 'red', 'suppressed'],
  ])
})
