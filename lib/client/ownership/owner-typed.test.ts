import { expect, test } from 'vitest'
import type { OwnerRef } from '@/lib/ownership/types'
import { distinctOwners, ownerTyped } from './owner-typed'

const marc: OwnerRef = { kind: 'person', name: 'Marc Klingen' }
const billing: OwnerRef = { kind: 'team', name: '@acme/billing' }

test('who is known is meant as they are known, however the name is written', () => {
  expect(ownerTyped('marc klingen', [billing, marc])).toEqual({ owner: marc, known: true })
  expect(ownerTyped('acme/billing', [billing, marc])).toEqual({ owner: billing, known: true })
})

test('handles and addresses are taken; any other name is in doubt', () => {
  for (const typed of ['@ann', '@acme/new', 'ann@example.com']) {
    expect(ownerTyped(typed, [marc])).toEqual({ owner: typed, known: true })
  }
  for (const typed of ['Mara Lee', 'acme/new', '@mara lee', '@', 'a@b@c']) {
    expect(ownerTyped(typed, [marc])).toEqual({ owner: typed, known: false })
  }
  expect(ownerTyped(undefined, [])).toEqual({ owner: undefined, known: true })
})

test('each owner is listed once', () => {
  expect(distinctOwners([marc, billing, { kind: 'team', name: 'Acme/Billing' }])).toEqual([
    marc,
    billing,
  ])
})
