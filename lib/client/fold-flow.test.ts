import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FlowItem, FlowWay } from '@/lib/flows/types'
import { foldWays, type Piece } from './fold-flow'

const fn = (name: string): FlowItem => ({ kind: 'function', name })
const retry = (name: string): FlowItem => ({ kind: 'retry', name, says: 'up to 3 attempts' })
const way = (label: string, items: FlowItem[], attempts: FlowWay['attempts'] = 3): FlowWay => ({
  ...{ id: label, outgoing: { kind: 'sdk', label }, attempts, gates: [], items },
  ...{ unknown: [], answers: [] },
})
const words = (pieces: readonly Piece[]) =>
  pieces.map((piece) =>
    piece.kind === 'item'
      ? piece.item.name
      : `${piece.kind} ${piece.items.map(({ name }) => name).join(' ')}`,
  )
const told = (...ways: FlowWay[]) =>
  foldWays(ways).map(({ calls, pieces }) => [
    calls.map(({ outgoing }) => outgoing.label).join(' '),
    ...words(pieces),
  ])

test('calls that are reached in the same way are one way', () => {
  const items = [fn('job'), retry('queue'), fn('send')]
  expect(told(way('a', items), way('b', items), way('c', [...items, fn('more')]))).toEqual([
    ['a b', 'job', 'queue', 'send'],
    ['c', 'same job queue send', 'more'],
  ])
  expect(told(way('a', items), way('b', items, 9))).toHaveLength(2)
})

test('functions in a row are folded between the first and the last, never what repeats or bounds', () => {
  const inner = ['b', 'c', 'd'].map(fn)
  expect(told(way('x', [fn('a'), ...inner, fn('e'), retry('sdk')]))).toEqual([
    ['x', 'a', 'between b c d', 'e', 'sdk'],
  ])
  expect(told(way('x', [fn('a'), fn('b'), fn('c'), fn('d'), retry('sdk')]))).toEqual([
    ['x', 'a', 'b', 'c', 'd', 'sdk'],
  ])
})

test('of equally bad ways those that begin alike follow each other', () => {
  const [left, right] = [['l1', 'l2', 'l3'].map(fn), ['r1', 'r2', 'r3'].map(fn)]
  expect(
    told(
      way('a', [...left, fn('a')]),
      way('b', [...right, fn('b')]),
      way('c', [...left, fn('c')]),
      way('d', [...left, fn('d')], 1),
    ).map(([label, first]) => [label, first]),
  ).toEqual([
    ['a', 'l1'],
    ['c', 'same l1 l2 l3'],
    ['b', 'r1'],
    ['d', 'l1'],
  ])
})

test('nothing is lost by folding, and whole folds nothing', () => {
  const item = fc.constantFrom(fn('a'), fn('b'), fn('c'), retry('q'), retry('s'))
  const flows = fc.array(fc.tuple(fc.array(item, { maxLength: 9 }), fc.constantFrom(1, 3)), {
    maxLength: 8,
  })
  fc.assert(
    fc.property(flows, (all) => {
      const ways = all.map(([items, attempts], i) => way(String(i), items, attempts))
      const folded = foldWays(ways)
      const back = folded.flatMap(({ calls, pieces }) =>
        calls.map((call) => ({
          ...call,
          items: pieces.flatMap((p) => (p.kind === 'item' ? [p.item] : p.items)),
        })),
      )
      const byId = (a: FlowWay, b: FlowWay) => Number(a.id) - Number(b.id)
      expect(back.sort(byId)).toEqual(ways)
      for (const { pieces } of folded) {
        const hidden = pieces.flatMap((p) => (p.kind === 'between' ? p.items : []))
        expect(hidden.every(({ kind }) => kind === 'function')).toBe(true)
      }
      expect(foldWays(ways, true).map(({ pieces }) => words(pieces))).toEqual(
        ways.map(({ items }) => items.map(({ name }) => name)),
      )
    }),
  )
})
