import fc from 'fast-check'
import { expect, test } from 'vitest'
import { REASON_OF } from '@/lib/findings/queries/reasons'
import { explain } from './explain'
import type { RawChange } from './queries/changes'
import { tallyOf } from './tally'

const place = fc.record({
  service: fc.constantFrom('web', 'api'),
  team: fc.constantFrom(null, 'red'),
})

const changes: fc.Arbitrary<RawChange[]> = fc.array(
  fc.constantFrom(...Object.values(REASON_OF)).chain(({ change, reason }) =>
    fc.record({
      kind: fc.constantFrom('pattern', 'decision'),
      ruleId: fc.constant('rule'),
      decisionKind: fc.constant(null),
      repositoryId: fc.constant('repository'),
      before: change === 'gone' ? place : fc.constant(null),
      after: change === 'appeared' ? place : fc.constant(null),
      reason: fc.constant(reason),
      sha: fc.constant(null),
      count: fc.integer({ min: 1, max: 50 }),
      worst: fc.constant(null),
    }),
  ),
)

test('the parts add up to the change, of everything and of one service', () => {
  fc.assert(
    fc.property(changes, fc.nat(), fc.nat(9), (all, to, moved) => {
      for (const holds of [() => true, ({ service }: { service: string }) => service === 'web']) {
        const tally = tallyOf(all, 'flagged-patterns', holds)
        const told = explain('flagged-patterns', to, tally, [{ kind: 'pattern', count: moved }])
        const sum = told.parts.reduce((total, { change }) => total + change, 0)
        expect(told.from + sum).toBe(told.to)
        expect(told.to - told.from).toBe(tally.net)
        for (const { part, findings, change } of told.parts) {
          expect(Math.abs(change)).toBe(part === 'moved' ? 0 : findings)
        }
      }
    }),
  )
})
