import { expect, test } from 'vitest'
import { stepsOf } from './history'
import type { RawStretch } from './queries'

const form = (from: string, to: string | null, attempts: number, data: object) =>
  ({
    ...{ version: from, from: new Date(from), to: to === null ? null : new Date(to) },
    ...{ attempts, data },
  }) as RawStretch

test('a step begins where something without end joins, though each of its rounds is the same', () => {
  const three = { kind: 'sdk-default', attempts: 3 }
  const steps = stepsOf([
    form('2026-01-01', '2026-02-01', 3, { layers: [three] }),
    form('2026-02-01', '2026-03-01', Number.POSITIVE_INFINITY, {
      layers: [{ kind: 'workflow', attempts: 'unbounded' }, three],
    }),
    form('2026-03-01', null, 3, { layers: [three], unboundedBecause: [{ reason: 'put back' }] }),
  ])
  expect(steps.map(({ attempts, endless }) => [attempts, endless])).toEqual([
    [3, undefined],
    [3, true],
  ])
})
