import { expect, test } from 'vitest'
import { LOCAL_PERSON, type Person } from '@/lib/people/principal'
import type { OwnerRef } from '../types'
import { type Intent, whyNot } from './may'

const person = (more: Partial<Person>): Person => ({ ...LOCAL_PERSON, role: 'member', ...more })
const viewer = person({ role: 'viewer', leads: ['billing'], names: ['vi'] })
const ann = person({ names: ['ann', 'ann@example.com'], teams: ['billing'] })
const lead = person({ names: ['lea'], teams: ['billing'], leads: ['billing'] })
const other = person({ names: ['otto'], teams: ['orders'], leads: ['orders'] })
const ref = (name: string): OwnerRef => ({ kind: name.startsWith('@') ? 'person' : 'team', name })

const may = (who: Person, act: Intent['act'], owner?: string, whose = {}) =>
  whyNot(
    who,
    { act, owner: owner === undefined ? undefined : ref(owner) },
    {
      team: '@billing',
      ...whose,
    },
  ) === undefined

const ALL = ['own', 'ratify', 'reject', 'accept', 'hand-on', 'release', 'confirm'] as const

test('a lead decides for their team, not for another', () => {
  for (const act of ALL) {
    expect([act, may(lead, act, '@any'), may(other, act, '@any')]).toEqual([act, true, false])
    expect([act, may(ann, act, '@any')]).toEqual([act, act === 'confirm'])
  }
  expect(whyNot(other, { act: 'reject' }, { team: '@billing' })).toBe(
    'only a lead of @billing or an admin may decide this',
  )
})

test('whoever it was handed to, and whoever owns it, may take it', () => {
  expect(may(other, 'own', '@orders', { proposed: ref('orders') })).toBe(true)
  expect(may(other, 'release', undefined, { owner: ref('orders') })).toBe(true)
  expect(may(other, 'release', undefined, { owner: ref('ops') })).toBe(false)
})

test('where no team is in it any lead decides; a member does not', () => {
  for (const act of ALL) expect(may(other, act, '@any', { team: null })).toBe(true)
  expect(may(ann, 'own', 'orders', { team: null })).toBe(false)
  expect(may(other, 'reject', undefined, { team: null, owner: ref('billing') })).toBe(false)
})

test('a member takes for themselves in their own team, and keeps what is theirs', () => {
  expect(may(ann, 'own', '@Ann')).toBe(true)
  expect(may(ann, 'own', 'billing')).toBe(false)
  expect(may(ann, 'own', '@ann', { team: '@orders' })).toBe(false)
  expect(may(ann, 'own', '@ann', { team: '@orders', proposed: ref('@ann') })).toBe(true)
  const hers = { team: '@orders', owner: ref('@ann') }
  for (const act of ['hand-on', 'release', 'confirm', 'record'] as const) {
    expect(may(ann, act, '@bob', hers)).toBe(true)
  }
  for (const act of ['ratify', 'reject', 'accept'] as const) {
    expect(may(ann, act, undefined, hers)).toBe(false)
  }
})

test('every member proposes and writes their team’s record; a viewer does nothing', () => {
  expect(may(ann, 'propose', 'orders', { team: '@orders' })).toBe(true)
  expect([may(ann, 'record'), may(other, 'record')]).toEqual([true, false])
  for (const act of [...ALL, 'propose', 'record', 'undo'] as const) {
    expect(may(viewer, act, '@vi', { owner: ref('@vi') })).toBe(false)
  }
})
