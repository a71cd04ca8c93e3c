import { expect, test } from 'vitest'
import { POLICY } from './policy'
import { TEMPLATE_KINDS, templateOf } from './templates'

test('every kind of decision has its own questions and target', () => {
  expect([...TEMPLATE_KINDS].sort()).toEqual([...POLICY.kinds].sort())
  expect(TEMPLATE_KINDS).toHaveLength(7)
  for (const kind of TEMPLATE_KINDS) {
    const { fields } = templateOf(kind)
    expect(fields).toHaveLength(4)
    expect(
      fields.every(({ question, asks, example }) => question && asks.length > 0 && example),
    ).toBe(true)
  }
})

test('a kind not known, or named like a part of objects, gets the general ones', () => {
  for (const kind of [null, 'new-kind', 'constructor', '__proto__']) {
    expect(templateOf(kind).label).toBe('Decision')
  }
})
