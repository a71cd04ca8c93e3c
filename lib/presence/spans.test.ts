import { expect, test } from 'vitest'
import { restate, type Span } from './spans'

const span = (from: number, to: number | null, over: Partial<Span> = {}): Span => ({
  from,
  to,
  start: 'introduced',
  end: to === null ? null : 'gone',
  ...over,
})

test('the first scan of a stream finds what stood before anybody looked', () => {
  expect(restate([], null, 10, 'seen', null)).toEqual([span(10, null, { start: 'first-scan' })])
})

test('what a later scan sees and an earlier one did not was introduced', () => {
  expect(restate([], { at: 5, state: 'absent' }, 10, 'seen', null)).toEqual([span(10, null)])
})

test('a rule that is new finds old code: nothing was introduced', () => {
  const [found] = restate([], { at: 5, state: 'rule-missing' }, 10, 'seen', null)
  expect(found?.start).toBe('rule-added')
})

test('gone is what a scan looked for and did not see; a dropped rule is something else', () => {
  const stood = [span(5, null)]
  expect(restate(stood, { at: 5, state: 'seen' }, 10, 'absent', null)).toEqual([span(5, 10)])
  expect(restate(stood, { at: 5, state: 'seen' }, 10, 'rule-missing', null)[0]?.end).toBe(
    'rule-removed',
  )
})

test('a scan that did not look there changes nothing', () => {
  const stood = [span(5, null)]
  expect(restate(stood, { at: 5, state: 'seen' }, 10, 'silent', null)).toEqual(stood)
})

test('a back-filled scan splits a span in which it did not see the finding', () => {
  const whole = [span(5, null, { start: 'first-scan' })]
  const split = restate(whole, { at: 5, state: 'seen' }, 7, 'absent', { at: 10, state: 'seen' })
  expect(split).toEqual([span(5, 7, { start: 'first-scan' }), span(10, null)])
})

test('a back-filled scan before the first one extends what stood then', () => {
  const first = [span(10, null, { start: 'first-scan' })]
  expect(restate(first, null, 5, 'seen', { at: 10, state: 'seen' })).toEqual([
    span(5, null, { start: 'first-scan' }),
  ])
  expect(restate(first, null, 5, 'absent', { at: 10, state: 'seen' })).toEqual([span(10, null)])
})
