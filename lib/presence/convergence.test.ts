import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changePresence, type Spans, type VersionFacts } from './change'
import { type Coverage, wordOf } from './coverage'
import type { Presence } from './lineage'
import { Timeline } from './timeline'

interface Scan {
  at: number
  coverage: Coverage
  seen: string[]
}

const RULES = ['swallowed', 'cached']
const PATHS = ['a/x.ts', 'a/y.ts', 'b/x.ts']

/** Twelve forms over two rules, three files, two symbols and two contents: links abound. */
const VERSIONS = new Map<string, VersionFacts>(
  RULES.flatMap((ruleKey) =>
    PATHS.flatMap((path) =>
      ['one', 'two'].flatMap((symbol) =>
        ['p', 'q'].map((content) => {
          const id = `${ruleKey}:${path}:${symbol}:${content}`
          const form: VersionFacts = {
            id,
            ruleId: ruleKey,
            ruleKey,
            path,
            symbol,
            toolIdentity: null,
            beginning: null,
            content,
            weight: content === 'p' ? 100 : 10,
            line: 1,
          }
          return [id, form] as const
        }),
      ),
    ),
  ),
)

const coverage: fc.Arbitrary<Coverage> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Coverage>({ extent: 'full', rules: null }) },
  fc.record({ extent: fc.constant('full' as const), rules: fc.subarray(RULES) }),
  fc.record({
    extent: fc.constant('paths' as const),
    paths: fc.constantFrom<string[]>(['a/**'], ['b/**']),
    rules: fc.constantFrom<string[] | null>(null, RULES),
  }),
  fc.constant<Coverage>({ extent: 'seen' }),
)

const scans = fc.uniqueArray(
  fc.record({
    at: fc.integer({ min: 1, max: 12 }),
    coverage,
    seen: fc.subarray([...VERSIONS.keys()], { maxLength: 8 }),
  }),
  { selector: (s) => s.at, minLength: 1, maxLength: 8 },
)

/** What the fold over all scans in commit-time order says, written down naively. */
function naiveSpans(all: Scan[]): Map<string, [number, number | null][]> {
  const ordered = [...all].sort((a, b) => a.at - b.at)
  const result = new Map<string, [number, number | null][]>()
  for (const version of VERSIONS.values()) {
    const spans: [number, number | null][] = []
    for (const scan of ordered) {
      const seen = scan.seen.includes(version.id)
      const word = wordOf(scan.coverage)(version.ruleKey, version.path)
      const last = spans.at(-1)
      if (seen && (!last || last[1] !== null)) spans.push([scan.at, null])
      if (!seen && word !== 'silent' && last && last[1] === null) last[1] = scan.at
    }
    result.set(version.id, spans)
  }
  return result
}

function applyInOrder(arrivals: Scan[]): Map<string, Presence[]> {
  let spans: Spans = new Map()
  const applied = new Map<number, Scan>()
  for (const scan of arrivals) {
    const others = [...applied.values()].filter((s) => s.at !== scan.at)
    const byId = new Map(others.map((s) => [String(s.at), s]))
    const timeline = new Timeline(
      others.map((s) => ({ id: String(s.at), at: s.at, coverage: s.coverage })),
      (id, version) => byId.get(id)?.seen.includes(version) ?? false,
    )
    spans = changePresence(
      timeline,
      { at: scan.at, coverage: scan.coverage, seen: new Set(scan.seen) },
      VERSIONS,
      spans,
      () => null,
    )
    applied.set(scan.at, scan)
  }
  return new Map(spans as Map<string, Presence[]>)
}

const plain = (spans: Map<string, Presence[]>) =>
  new Map([...spans].map(([id, list]) => [id, list.map((s) => [s.from, s.to])]))

test('presence is what the fold over the scans says, in whatever order they arrive', () => {
  fc.assert(
    fc.property(
      scans.chain((all) => fc.tuple(fc.constant(all), permutation(all))),
      ([all, arrivals]) => {
        expect(plain(applyInOrder(arrivals))).toEqual(naiveSpans(all))
      },
    ),
    { numRuns: 400 },
  )
})

test('findings, moves and causes do not depend on the order of arrival, nor on duplicates', () => {
  fc.assert(
    fc.property(
      scans.chain((all) => fc.tuple(fc.constant(all), permutation(all), fc.subarray(all))),
      ([all, arrivals, again]) => {
        const inTime = [...all].sort((a, b) => a.at - b.at)
        expect(applyInOrder([...arrivals, ...again])).toEqual(applyInOrder(inTime))
      },
    ),
    { numRuns: 400 },
  )
})

test('a scan that is replaced leaves nothing behind', () => {
  fc.assert(
    fc.property(
      scans,
      coverage,
      fc.subarray([...VERSIONS.keys()], { maxLength: 8 }),
      (all, otherCoverage, otherSeen) => {
        const [first, ...rest] = all
        if (!first) return
        const wrong: Scan = { at: first.at, coverage: otherCoverage, seen: otherSeen }
        expect(applyInOrder([wrong, ...rest, first])).toEqual(applyInOrder([...rest, first]))
      },
    ),
    { numRuns: 300 },
  )
})

test('the spans of one finding never overlap', () => {
  fc.assert(
    fc.property(scans, (all) => {
      const byFinding = new Map<string, Presence[]>()
      for (const span of [...applyInOrder(all).values()].flat()) {
        byFinding.set(span.finding, [...(byFinding.get(span.finding) ?? []), span])
      }
      for (const life of byFinding.values()) {
        life.sort((a, b) => a.from - b.from)
        life.slice(1).forEach((span, i) => {
          expect(life[i]?.to ?? Infinity).toBeLessThanOrEqual(span.from)
        })
      }
    }),
    { numRuns: 300 },
  )
})

function permutation<T>(items: T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray(items, { minLength: items.length })
}
