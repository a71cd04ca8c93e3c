import fc from 'fast-check'
import { idOf, type TestStanding } from '@/lib/trends/testing'
import type { Filter } from '@/lib/trends/types'

/** Random worlds: few names, many coincidences. Three weeks from Monday 2 November 2026, in days. */
const DAYS = 21
export const dayAt = (day: number): string =>
  new Date(Date.UTC(2026, 10, 2) + day * 86_400_000 - 1).toISOString()

export const RULES = [
  { key: 'pattern/a', kind: 'pattern' },
  { key: 'pattern/b', kind: 'pattern' },
  { key: 'decision/caching', kind: 'decision', decisionKind: 'caching' },
  { key: 'decision/retry', kind: 'decision', decisionKind: 'retry' },
  { key: 'retry/path', kind: 'retry-path' },
] as const

export const REPOSITORIES = ['one', 'two']

const attributes = fc.record({
  state: fc.constantFrom('open', 'open', 'open', 'open', 'owned', 'accepted'),
  service: fc.constantFrom('web', 'api'),
  team: fc.constantFrom(null, 'red', 'blue'),
  attempts: fc.constantFrom(null, 4, 9, Number.POSITIVE_INFINITY),
  path: fc.constantFrom('a.ts', 'b.ts', 'é “x”.ts'),
})

/** Segments of one finding: cuts in time, with a gap or not between them. */
const finding = fc.record({
  repository: fc.constantFrom(...REPOSITORIES),
  rule: fc.constantFrom(...RULES),
  cuts: fc.uniqueArray(fc.integer({ min: 0, max: DAYS }), { minLength: 1, maxLength: 6 }),
  open: fc.boolean(),
  pieces: fc.array(fc.tuple(fc.constantFrom(true, true, true, false), attributes), {
    minLength: 6,
    maxLength: 6,
  }),
})

export const worlds = fc.array(finding, { maxLength: 80, size: 'max' }).map((findings) =>
  findings.flatMap(({ repository, rule, cuts, open, pieces }, i): TestStanding[] => {
    const times = [...cuts].sort((a, b) => a - b)
    return times.flatMap((from, j) => {
      const [there, attribute] = pieces[j] ?? [false, undefined]
      const to = times[j + 1]
      if (!there || !attribute || (to === undefined && !open)) return []
      return {
        finding: `f${i}`,
        repository,
        rule: rule.key,
        kind: rule.kind,
        decisionKind: 'decisionKind' in rule ? rule.decisionKind : undefined,
        from: dayAt(from),
        to: to === undefined ? null : dayAt(to),
        ...attribute,
      }
    })
  }),
)

/** Often none, often one, sometimes several: several at once rarely hold anything. */
export const filters: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: filterOf(0, 1) },
  { weight: 1, arbitrary: filterOf(2, 5) },
)

function filterOf(minKeys: number, maxKeys: number): fc.Arbitrary<Filter> {
  return fc
    .record({
      repository: fc.constantFrom(...REPOSITORIES).map((name) => idOf('repository', name)),
      service: fc.constantFrom('web', 'api').map((name) => idOf('service', 'one', name)),
      team: fc.constantFrom('none', idOf('team', 'red'), idOf('team', 'blue')),
      rule: fc.constantFrom(...RULES).map(({ key }) => idOf('rule', key)),
      decisionKind: fc.constantFrom('caching', 'retry'),
    })
    .chain((filter) =>
      fc
        .subarray(Object.keys(filter) as (keyof Filter)[], {
          minLength: minKeys,
          maxLength: maxKeys,
        })
        .map((keys) => Object.fromEntries(keys.map((key) => [key, filter[key]]))),
    )
}

/** Instants on, just before and just after the cuts. */
export const instants = fc
  .tuple(fc.integer({ min: -1, max: DAYS + 1 }), fc.constantFrom(-1, 0, 1))
  .map(([day, off]) => new Date(Date.parse(dayAt(day)) + off).toISOString())
