import { describe, expect, test } from 'vitest'
import { KIND_OF } from '@/lib/trends/measures'
import type { Measure } from '@/lib/trends/types'
import { MEASURES } from '@/lib/trends/types'
import { leadOf } from './lead'
import type { LeadInput } from './lead-input'
import { movedOf, placedOf } from './movers'
import type { RawChange } from './queries/changes'
import { tallyOf } from './tally'

const change = (
  measure: Measure,
  given: Partial<RawChange> & { gone?: boolean; service?: string },
): RawChange => {
  const place = { service: given.service ?? 'web', team: null }
  return {
    kind: KIND_OF[measure],
    ruleId: 'rule',
    decisionKind: measure === 'unowned-decisions' ? 'caching' : null,
    repositoryId: 'r',
    before: given.gone ? place : null,
    after: given.gone ? null : place,
    reason: given.gone ? 'gone' : 'introduced',
    sha: null,
    count: 1,
    worst: null,
    ...given,
  }
}

type Values = Partial<Record<Measure, number | null>>

function sentence(
  changes: RawChange[],
  values: Values = {},
  given: Partial<LeadInput> = {},
): string {
  const measures = MEASURES.map((measure) => {
    const tally = tallyOf(changes, measure)
    const value = values[measure] === undefined ? 10 : values[measure]
    return { measure, value, change: value === null ? null : tally.net, tally }
  })
  const parts = leadOf({
    week: {
      id: '2026-W47',
      at: '2026-11-22T23:59:59.999Z',
      since: '2026-11-15T23:59:59.999Z',
      running: false,
    },
    filter: {},
    empty: false,
    unknown: false,
    pending: 0,
    first: { names: [], all: false },
    measures,
    moved: movedOf(changes),
    placed: placedOf(changes),
    labels: new Map([
      ['web', 'web'],
      ['api', 'api'],
    ]),
    context: {
      ruleNames: new Map([['rule', 'SwallowedErrorEmpty']]),
      commits: new Map([
        [
          'r aaaaaaaaaa',
          {
            repositoryId: 'r',
            sha: 'aaaaaaaaaa',
            subject: 'retry stripe',
            grade: 'unknown',
            tool: null,
          },
        ],
        [
          'r bbbbbbbbbb',
          {
            repositoryId: 'r',
            sha: 'bbbbbbbbbb',
            subject: 'tidy',
            grade: 'bot-author',
            tool: 'Devin',
          },
        ],
      ]),
    },
    ...given,
  })
  return parts.map(({ text }) => text).join('')
}

const decisions = (given: Parameters<typeof change>[1]) => change('unowned-decisions', given)
const patterns = (given: Parameters<typeof change>[1]) => change('flagged-patterns', given)
const none: Values = {
  'unowned-decisions': null,
  'duplicated-retries': null,
  'flagged-patterns': null,
}
const alone: Values = { ...none, 'unowned-decisions': 14 }

describe('lead', () => {
  test('nothing was ever scanned', () => {
    expect(sentence([], none, { empty: true })).toBe('Nothing has been scanned yet.')
    expect(sentence([], none, { empty: true, pending: 1 })).toBe(
      'Nothing has been scanned yet. 1 upload waits to be applied, so this will still change.',
    )
  })

  test('nothing is known', () => {
    expect(sentence([], none, { unknown: true })).toBe('Nothing that was scanned fits this filter.')
    expect(sentence([], none)).toBe('The scans so far look for none of the three measures.')
    expect(sentence([], none, { otherWeek: { id: '2026-W09', later: false } })).toBe(
      'No scan speaks for week 47; the newest that is known is week 9.',
    )
    expect(sentence([], none, { otherWeek: { id: '2026-W50', later: true } })).toBe(
      'Nothing was scanned yet in week 47; the first scan is of week 50.',
    )
  })

  test('the first week of all counts stock, nothing new', () => {
    const first = { names: ['a', 'b'], all: true }
    expect(sentence([decisions({ reason: 'first-scan', count: 14 })], alone, { first })).toBe(
      'First scan of a and b: 14 unowned decisions stand. Change is counted from here on.',
    )
  })

  test('last week is unknown', () => {
    const measures = [
      {
        measure: 'unowned-decisions',
        value: 3,
        change: null,
        tally: tallyOf([], 'unowned-decisions'),
      },
    ] as const
    expect(sentence([], {}, { measures: [...measures] })).toBe(
      '3 unowned decisions stand; last week is unknown, so no change can be told.',
    )
  })

  test('nothing changed', () => {
    expect(sentence([])).toBe(
      'Nothing changed in week 47: 10 unowned decisions, 10 duplicated retry paths and 10 flagged patterns stand.',
    )
    expect(
      sentence([], alone, { week: { id: '2026-W47', at: '', since: '', running: true } }),
    ).toBe('Nothing changed so far this week: 14 unowned decisions stand.')
  })

  test('a week without a commit says of when the newest is, and how far that is known', () => {
    const noCommit = { newest: '2026-08-21T09:00:00Z', until: '2026-11-23T13:00:00Z' }
    const nothing = 'Nothing changed in week 47: 14 unowned decisions stand.'
    expect(sentence([], alone, { noCommit })).toBe(
      `${nothing} The newest commit was then of 21 Aug 2026; nothing had been committed since.`,
    )
    expect(sentence([], alone, { noCommit: { ...noCommit, until: '2026-11-17T08:00:00Z' } })).toBe(
      `${nothing} The newest commit was then of 21 Aug 2026; nothing had been committed since, as far as known on 17 Nov 2026.`,
    )
    expect(sentence([], alone, { noCommit: { ...noCommit, until: null } })).toBe(
      `${nothing} The newest scanned commit was then of 21 Aug 2026.`,
    )
    const at = '2026-11-18T10:00:00Z'
    const week = { id: '2026-W47', at, since: '', running: true }
    expect(sentence([], alone, { week, noCommit: { ...noCommit, until: at } })).toBe(
      'Nothing changed so far this week: 14 unowned decisions stand. The newest commit is of 21 Aug 2026; nothing has been committed since.',
    )
  })

  test('stock alone is no change', () => {
    const changes = [decisions({ reason: 'first-scan', count: 5 })]
    expect(sentence(changes, alone, { first: { names: ['shop'], all: false } })).toBe(
      'Nothing drifted in week 47: 14 unowned decisions stand. shop was scanned for the first time; what stood there already is no drift.',
    )
    expect(
      sentence(
        [
          decisions({ reason: 'rule-added', count: 5 }),
          decisions({ gone: true, reason: 'rule-removed' }),
        ],
        alone,
      ),
    ).toBe(
      'Nothing drifted in week 47: 14 unowned decisions stand. 5 are found by a rule that is new. 1 is no longer looked for.',
    )
  })

  test('beside drift, what was there already and what only moved are told apart', () => {
    const changes = [
      decisions({ count: 2, sha: 'aaaaaaaaaa' }),
      decisions({ reason: 'first-scan', count: 58, service: 'api' }),
      decisions({ reason: 'placed', count: 3, service: 'api' }),
    ]
    const first = { names: ['shop'], all: false }
    expect(sentence(changes, { ...alone, 'unowned-decisions': 80 }, { first })).toBe(
      'Unowned decisions grew by 2, besides 58 that stood there before they were looked for and 3 that came from another service or team, to 80, all of it in web: 2 caching decisions added, by aaaaaaa “retry stripe”. shop was scanned for the first time; what stood there already is no drift. 3 findings only changed service or team.',
    )
  })

  test('one commit did it all', () => {
    expect(sentence([decisions({ count: 4, sha: 'aaaaaaaaaa' })], alone)).toBe(
      'Unowned decisions grew by 4 to 14, all of it in web: 4 caching decisions added, by aaaaaaa “retry stripe”.',
    )
  })

  test('most by one of several, with the evidence of assistance', () => {
    const changes = [
      decisions({ count: 3, sha: 'bbbbbbbbbb' }),
      decisions({ count: 1, sha: 'aaaaaaaaaa' }),
      decisions({ count: 1, decisionKind: 'retry', service: 'api' }),
    ]
    expect(sentence(changes, { ...alone, 'flagged-patterns': 7 })).toBe(
      'Unowned decisions grew by 5 to 14, most of it in web: 4 caching decisions added, most by bbbbbbb “tidy” (AI-assisted by Devin, its author says). Flagged patterns stayed at 7.',
    )
  })

  test('commits of equal parts, and some unknown', () => {
    const changes = [
      decisions({ count: 2, sha: 'aaaaaaaaaa' }),
      decisions({ count: 2, sha: 'bbbbbbbbbb' }),
      decisions({ count: 2, decisionKind: 'retry' }),
    ]
    expect(sentence(changes, alone)).toBe(
      'Unowned decisions grew by 6 to 14, all of it in web: 4 caching decisions and 2 of other kinds added, by 2 commits and more, among them aaaaaaa “retry stripe”.',
    )
  })

  test('a rise in one service and a larger fall elsewhere', () => {
    const changes = [decisions({ count: 2 }), decisions({ gone: true, count: 5, service: 'api' })]
    expect(sentence(changes, alone)).toBe(
      'Unowned decisions fell by 3 to 14, but up in web: 2 caching decisions added.',
    )
  })

  test('improvements name who improved', () => {
    const changes = [
      decisions({ gone: true, reason: 'owned', count: 2 }),
      decisions({ gone: true, count: 1 }),
      patterns({ gone: true, count: 1, service: 'api' }),
    ]
    expect(sentence(changes)).toBe(
      'Unowned decisions fell by 3 to 10, all of it in web: 1 gone; 2 given an owner. Duplicated retry paths stayed at 10 and flagged patterns fell by 1 to 10.',
    )
  })

  test('retry paths tell their worst case', () => {
    const retries = (worst: number | null) =>
      change('duplicated-retries', { worst, decisionKind: null })
    const values: Values = { ...none, 'duplicated-retries': 3 }
    expect(sentence([retries(45)], values)).toBe(
      'Duplicated retry paths grew by 1 to 3, all of it in web: 1 duplicated retry path added (up to 45 attempts).',
    )
    expect(sentence([retries(Number.POSITIVE_INFINITY)], values)).toContain(
      'added (without bound).',
    )
    expect(sentence([retries(null)], values)).toContain('1 duplicated retry path added.')
  })

  test('retry paths of several rules are all paths', () => {
    const paths = [
      change('duplicated-retries', { decisionKind: null, count: 2 }),
      change('duplicated-retries', { decisionKind: null, ruleId: 'joined' }),
    ]
    expect(sentence(paths, { ...none, 'duplicated-retries': 3 })).toContain(
      '3 duplicated retry paths added.',
    )
  })

  test('a move between services is no drift and is told all the same', () => {
    const places = {
      before: { service: 'web', team: null },
      after: { service: 'api', team: null },
    }
    expect(sentence([decisions({ ...places, reason: 'placed', count: 3 })], alone)).toBe(
      'Nothing drifted in week 47: 14 unowned decisions stand. 3 findings only changed service or team.',
    )
  })

  test('equal coming and going', () => {
    const changes = [
      patterns({ count: 2, service: 'web' }),
      patterns({ gone: true, count: 2, service: 'web' }),
    ]
    expect(sentence(changes, { ...none, 'flagged-patterns': 8 })).toBe(
      'Flagged patterns stayed at 8: 2 findings of “swallowed error empty” added; 2 gone.',
    )
  })
})
