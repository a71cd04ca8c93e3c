import { expect, test } from 'vitest'
import type { InboxGroup, Suggestion } from '@/lib/ownership/types'
import { offeredTo } from './offered'

const group = (name?: string, more: Partial<Suggestion> = {}): InboxGroup =>
  ({
    ...{ key: name ?? 'none', count: 1, findings: ['f'] },
    ...(name && {
      suggestion: {
        ...{ owner: { kind: 'team', name }, confidence: 'sure', agrees: 1, differs: 0, without: 0 },
        ...more,
      },
    }),
  }) as InboxGroup

test('an owner is offered where all groups are suggested to the same', () => {
  expect(offeredTo([group('@a'), group('@a')])).toMatchObject({ owner: { name: '@a' } })
  expect(offeredTo([group('@a'), group('@b')]).owner).toBeUndefined()
  expect(offeredTo([group('@a'), group()]).owner).toBeUndefined()
})

test('one weak suggestion is enough that none is put forward', () => {
  expect(offeredTo([group('@a'), group('@a', { confidence: 'likely' })]).weak).toBe(false)
  expect(offeredTo([group('@a'), group('@a', { confidence: 'weak' })]).weak).toBe(true)
  expect(offeredTo([group()]).weak).toBe(false)
})

test('other suggestions within a group, or decisions that are not named, are mixed', () => {
  expect(offeredTo([group('@a')]).mixed).toBe(false)
  expect(offeredTo([group('@a', { differs: 1 })]).mixed).toBe(true)
  expect(offeredTo([{ ...group('@a'), count: 2 }]).mixed).toBe(true)
  expect(offeredTo([group('@a'), group('@b')]).mixed).toBe(true)
})
