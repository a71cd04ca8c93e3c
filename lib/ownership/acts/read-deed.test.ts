import { expect, test } from 'vitest'
import { actShape, readDeed } from './read-deed'

const id = '00000000-0000-4000-8000-000000000001'
const context = {
  now: new Date('2026-11-22T23:30:00Z'),
  timeZone: 'UTC',
  teams: new Set(['billing']),
  actor: 'Ann',
}
const read = (body: Record<string, unknown>, more = {}) =>
  readDeed(actShape.parse({ findings: [id], ...body }), { ...context, ...more })
const faults = (body: Record<string, unknown>) =>
  actShape.safeParse(body).error?.issues.map(({ message }) => message)

test('two accountable owners at once are refused: one is, the others stand beside', () => {
  expect(faults({ act: 'own', findings: [id], owner: ['@a', '@b'] })).toEqual([
    'must be exactly one: one is accountable, further owners go into `others`',
  ])
  expect(read({ act: 'own', owner: '@billing', others: ['@ann', '@Billing'] })).toMatchObject({
    owner: { kind: 'team', name: '@billing' },
    others: [{ kind: 'person', name: '@ann' }],
  })
})

test('an end in the past is refused, by the clock of the zone the day is meant in', () => {
  const accept = (until: string, more = {}) =>
    read({ act: 'accept', reason: 'x', until }, more).until
  expect(() => accept('2026-11-21')).toThrow('until: must be in the future')
  expect(() => accept('2026-11-22T23:30:00Z')).toThrow('in the future')
  expect(() => accept('2026-11-23T01:00:00+02:00')).toThrow('in the future')
  expect(accept('2026-11-22')).toBe(Date.parse('2026-11-22T23:59:59.999Z'))
  const tokyo = { timeZone: 'Asia/Tokyo' }
  expect(() => accept('2026-11-22', tokyo)).toThrow('in the future')
  expect(accept('2026-11-23', tokyo)).toBe(Date.parse('2026-11-23T14:59:59.999Z'))
  expect(() => accept('2026-02-30')).toThrow('until: must be a date')
  expect(() => accept('2099-01-01')).toThrow('at most 366 days')
})

test('an acceptance lasts 90 days unless it says otherwise, and needs a reason', () => {
  const days =
    ((read({ act: 'accept', reason: 'x' }).until ?? 0) - Number(context.now)) / 86_400_000
  expect(days).toBe(90)
  expect(read({ act: 'accept', reason: 'x' }).approver).toBe('Ann')
  expect(() => read({ act: 'accept' })).toThrow('reason: is needed')
  expect(() => read({ act: 'accept', reason: ' ' })).toThrow('reason: is needed')
  expect(() => read({ act: 'reject', until: '2027-01-01' })).toThrow('until: belongs to')
})

test('what cannot be is named: no target, two targets, no owner, unknown parameters', () => {
  expect(faults({ act: 'own' })).toEqual(['give either `findings` or `group`'])
  expect(faults({ act: 'own', findings: [id], group: { key: 'x' } })).toHaveLength(1)
  expect(faults({ act: 'assign', findings: [id] })?.[0]).toContain('must be one of own, propose')
  expect(faults({ act: 'own', findings: ['1'] })).toEqual(['must be ids of findings'])
  expect(faults({ act: 'own', findings: [] })?.[0]).toContain('1 to 10000')
  expect(faults({ act: 'own', findings: [id], surprise: 1 })).toHaveLength(1)
  expect(() => read({ act: 'hand-on' })).toThrow('owner: is needed')
  expect(faults({ act: 'own', findings: [id], owner: 'x\u202ey' })).toHaveLength(1)
})
