import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { exportAudit } from './export'
import { writeAudit } from './write'

const db = await testDatabase()

async function whole(format: 'csv' | 'json', query = {}): Promise<string> {
  let text = ''
  for await (const piece of exportAudit(db.pool, query, format)) text += piece
  return text
}

test('every change is in the file, newest first, and no cell runs as a formula', async () => {
  const ann = { id: 'ann', name: '=HYPERLINK("http://evil.example")' }
  const entries = Array.from({ length: 1001 }, (_, i) => ({
    ...{ action: 'rule.create', subjectKind: 'rule', subjectId: `+${i}`, after: { i } },
  }))
  await writeAudit(db.pool, ann, new Date('2026-11-22T09:00:00Z'), entries)
  await writeAudit(db.pool, ann, new Date('2026-11-22T10:00:00Z'), [
    { action: 'token.revoke', subjectKind: 'token', subjectId: 'one', before: { name: 'a,"b"' } },
  ])
  const lines = (await whole('csv')).trimEnd().split('\r\n')
  expect(lines).toHaveLength(1 + 1002)
  expect(lines[0]).toBe('seq,at,by,by_id,action,subject_kind,subject_id,before,after')
  expect(lines[1]).toContain(`"'=HYPERLINK(""http://evil.example"")",ann,token.revoke,token,one,`)
  expect(lines[2]).toContain(`,'+1000,,"{""i"":1000}"`)
  const rows = JSON.parse(await whole('json'))
  expect(rows).toHaveLength(1002)
  expect(rows[0]).toMatchObject({ action: 'token.revoke', before: { name: 'a,"b"' } })
  expect(JSON.parse(await whole('json', { action: 'token' }))).toHaveLength(1)
  expect(JSON.parse(await whole('json', { action: 'no such' }))).toEqual([])
})
