import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { LOCAL_PERSON } from '@/lib/people/principal'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { readNewBudget, readOfFilter } from './requests'

const { pool } = await testDatabase()
const now = new Date('2026-11-22T12:00:00Z')
const address = 'http://127.0.0.1/api/v1/budgets'

test('neither a chart nor a budget begins longer ago than charts reach', async () => {
  await addRules(pool, [{ key: 'Swallowed' }])
  await addScans(pool, [{ repository: 'shop', at: '2026-10-01T00:00:00Z' }])
  const stands = {
    repository: 'shop',
    rule: 'Swallowed',
    finding: 'a',
    from: '2026-11-18T00:00:00Z',
  }
  await addStanding(pool, [{ ...stands, team: '@pay' }])
  const read = (from: string) =>
    readOfFilter(pool, new Request(`${address}?from=${from}`), LOCAL_PERSON, now)
  await expect(read('1970-01-02')).rejects.toThrow('from: must be at most 1100 weeks ago')
  expect(await read('2006-01-01')).toEqual([])
  const made = (from: string) => {
    const rule = { kind: 'falls', measure: 'flagged-patterns' }
    const body = JSON.stringify({ by: 'team', key: idOf('team', '@pay'), rule, from })
    return readNewBudget(pool, new Request(address, { method: 'POST', body }), LOCAL_PERSON, now)
  }
  await expect(made('1970-01-02')).rejects.toThrow('from: must be at most 1100 weeks ago')
  expect(await made('2006-01-01')).toMatchObject({ by: 'team' })
})
