import { describe, expect, it } from 'vitest'
import { compareFound } from './compare'
import type { Found } from './entry'

const found = (over: Partial<Found>): Found => {
  const base = {
    ...{ rule: 'pattern/x', path: 'a.ts', symbol: 'f', content: 'c', weight: 80, line: 1 },
    ...{ message: 'm', kind: 'pattern', owned: false },
    ...over,
  }
  return { ...base, site: over.site ?? `${base.path} ${base.symbol} ${base.content}` }
}

const compare = (before: Partial<Found>[], now: Partial<Found>[]) => {
  const { fresh, worse, gone } = compareFound(before.map(found), now.map(found))
  return { fresh: fresh.map(({ path }) => path), worse: worse.length, gone }
}

const same = { fresh: [], worse: 0, gone: 0 }

describe('what was there before is not named', () => {
  it.each<[string, Partial<Found>, Partial<Found>]>([
    ['in the same form', {}, { line: 9 }],
    ['under a renamed symbol', {}, { symbol: 'g' }],
    ['edited in place', {}, { content: 'd' }],
    ['moved with its symbol', {}, { path: 'b/c.ts' }],
    ['moved to another symbol, with enough content', {}, { path: 'b.ts', symbol: 'g' }],
    [
      'by its own identity, wherever it goes',
      { identity: 'i' },
      { identity: 'i', path: 'b.ts', symbol: 'g', content: 'd' },
    ],
  ])('%s', (_, before, now) => {
    expect(compare([before], [now])).toEqual(same)
  })
})

it('of several in one symbol that were all edited, knows each by how it begins', () => {
  const [a, b] = [{ beginning: 'a' }, { beginning: 'b' }]
  const before = [
    { ...a, content: '1' },
    { ...b, content: '2' },
  ]
  const now = [
    { ...b, content: '3' },
    { ...a, content: '4' },
  ]
  expect(compare(before, now)).toEqual(same)
})

describe('what is new is named', () => {
  it('little content that turns up elsewhere may be anything', () => {
    const now = { path: 'b.ts', symbol: 'g', weight: 10 }
    expect(compare([{ weight: 10 }], [now])).toEqual({ fresh: ['b.ts'], worse: 0, gone: 1 })
  })

  it('a second one of its kind is new, whichever it is', () => {
    const copy = { path: 'b.ts', symbol: 'g' }
    expect(compare([{}], [{}, copy])).toEqual({ fresh: ['b.ts'], worse: 0, gone: 0 })
  })

  it('two that may both be the old one are both new: it fails closed', () => {
    const moved = [{ path: 'b.ts' }, { path: 'c.ts' }]
    expect(compare([{}], moved)).toEqual({ fresh: ['b.ts', 'c.ts'], worse: 0, gone: 1 })
  })

  it('a retry path with more attempts than before is worse, with fewer or unknown ones not', () => {
    const path = (attempts: Found['attempts']) => ({ identity: 'p', attempts })
    expect(compare([path(9)], [path(27)]).worse).toBe(1)
    expect(compare([path(9)], [path('unbounded')]).worse).toBe(1)
    expect(compare([path(9)], [path(3)]).worse).toBe(0)
    expect(compare([path(9)], [path('unknown')]).worse).toBe(0)
    expect(compare([path('unknown')], [path(9)]).worse).toBe(0)
  })
})
