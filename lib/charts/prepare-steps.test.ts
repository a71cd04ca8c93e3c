import { expect, test } from 'vitest'
import { prepareSteps } from './prepare-steps'

test('a step goes up at once, not on a slope; a gap is a gap', () => {
  const plot = prepareSteps(
    [
      { from: '2026-01-01', to: '2026-01-11', value: 5 },
      { from: '2026-01-11', to: '2026-01-21', value: 10 },
      { from: '2026-01-21', to: '2026-01-31', value: null },
      { from: '2026-01-31', to: '2026-02-10', value: 5 },
    ],
    '2026-02-10',
  )
  expect(plot.lines).toEqual(['M0 50H25V0H50', 'M75 50H100'])
  expect(plot.marks.map(({ index }) => index)).toEqual([0, 1, 3])
  expect(plot.ticksX.map(({ label }) => label)).toEqual(['Feb 2026'])
})

test('what has no end stands above every number', () => {
  const plot = prepareSteps([{ from: '2026-01-01', value: 'unbounded' }], '2026-03-01')
  expect(plot.ticksY.at(-1)).toEqual({ y: 0, label: '∞' })
  expect(plot.end).toBe(0)
})

test('what lasts is drawn as far as scans speak, and not further', () => {
  const steps = [{ from: '2026-01-01', value: 5 }] as const
  const plot = prepareSteps(steps, '2026-01-21', '2026-01-11')
  expect([plot.lines, plot.silent]).toEqual([['M0 16.67H50'], 50])
  expect(prepareSteps(steps, '2026-01-21')).not.toHaveProperty('silent')
  expect(prepareSteps(steps, '2026-01-21', '2026-02-01')).not.toHaveProperty('silent')
  const gone = [{ from: '2026-01-01', to: '2026-01-06', value: 5 }] as const
  expect(prepareSteps(gone, '2026-01-21', '2026-01-11').lines).toEqual(['M0 16.67H100'])
})
