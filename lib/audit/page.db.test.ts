import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { addRules, addStanding, idOf } from '@/lib/trends/testing'
import { auditPage } from './page'
import { writeAudit } from './write'

const { pool } = await testDatabase()

test('rows name what was changed: a finding by what it says, others by the name written down', async () => {
  await addRules(pool, [{ key: 'decision/retry', kind: 'decision', decisionKind: 'retry' }])
  await addStanding(pool, [
    {
      finding: 'f',
      repository: 'shop',
      rule: 'decision/retry',
      kind: 'decision',
      from: '2026-11-01',
    },
  ])
  const id = idOf('finding', 'f')
  const { rows } = await pool.query<{ message: string }>('SELECT message FROM version LIMIT 1')
  const of = (action: string, subjectKind: string, subjectId: string, after?: unknown) => {
    return { action, subjectKind, subjectId, after }
  }
  await writeAudit(pool, { id: 'ann', name: 'Ann' }, new Date('2026-11-22T09:00:00Z'), [
    of('ownership.own', 'finding', id),
    of('ownership.own', 'finding', 'not an id'),
    of('token.create', 'token', 't', { name: 'ci' }),
  ])
  const page = await auditPage(pool, { limit: 2 })
  expect(page.rows.map(({ subject }) => subject.name)).toEqual(['ci', undefined])
  const rest = await auditPage(pool, { limit: 2, before: Number(page.next) })
  expect(rest.rows.map(({ subject }) => subject.name)).toEqual([rows[0]?.message])
})
