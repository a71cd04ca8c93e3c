import { expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { testDatabase } from '@/lib/db/testing'
import { assertLeads } from './leads'
import { LOCAL_PERSON, type Person } from './principal'

const { pool } = await testDatabase()
const of = (...leads: string[]): Person => ({ ...LOCAL_PERSON, role: 'member', leads })
const told = (person: Person, teams: string[]) =>
  assertLeads(pool, person, teams, 'This budget binds').then(
    () => 'may',
    (error: Error) => error.message,
  )

test('a lead acts for their own teams, also under an earlier name; nobody else does', async () => {
  await pool.query(
    `INSERT INTO service_team (org_id, id, from_key, from_name, to_name, reason, actor_name, valid_from)
     VALUES ($1, gen_random_uuid(), 'pay', '@pay', '@money', 'rename', 'Ada', now() - interval '1 day')`,
    [ORG],
  )
  expect(await told(of('money'), ['@pay'])).toBe('may')
  expect(await told(of('cash'), ['@pay'])).toBe(
    'This budget binds @pay, @money: ask a tech lead of it.',
  )
  expect(await told(of('cash'), ['@cash', '@other'])).toBe('may')
  expect(await told(of('cash'), [])).toBe('may')
  expect(await told(LOCAL_PERSON, ['@pay'])).toBe('may')
})
