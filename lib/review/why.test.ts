import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KIND_OF } from '@/lib/trends/measures'
import type { RawChange } from './queries/changes'
import { tallyOf } from './tally'
import { namedCommits, whyOf } from './why'

const MEASURE = 'flagged-patterns'
const changes = fc.array(
  fc.record({
    kind: fc.constant<string>(KIND_OF[MEASURE]),
    ruleId: fc.constantFrom('a', 'b'),
    decisionKind: fc.constant(null),
    repositoryId: fc.constantFrom('q', 'r'),
    before: fc.constant(null),
    after: fc.constant({ service: 'web', team: null }),
    sign: fc.constant<1>(1),
    reason: fc.constantFrom('introduced', 'reopened'),
    sha: fc.option(fc.constantFrom('1111111', '2222222', '3333333')),
    count: fc.integer({ min: 1, max: 3 }),
    worst: fc.constant(null),
  } satisfies { [key in keyof RawChange]: fc.Arbitrary<RawChange[key]> }),
)

test('the commit that a sentence names is the one whose facts are read', () => {
  fc.assert(
    fc.property(changes, (rows) => {
      const tally = tallyOf(rows, MEASURE)
      const commits = new Map(
        namedCommits([tally]).map((key) => [
          `${key.repositoryId} ${key.sha}`,
          { ...key, subject: 'as read', grade: 'unknown', tool: null },
        ]),
      )
      const why = whyOf(
        tally,
        MEASURE,
        { measure: MEASURE, at: '' },
        { ruleNames: new Map(), commits },
      )
      const text = why.map((part) => part.text).join('')
      expect(text.includes('as read')).toBe(/\b(\d)\1{6}\b/.test(text))
      expect(commits.size).toBe(/\b(\d)\1{6}\b/.test(text) ? 1 : 0)
    }),
  )
})
