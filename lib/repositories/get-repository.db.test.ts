import { beforeEach, describe, expect, test } from 'vitest'
import { ORG } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { addScans, idOf } from '@/lib/trends/testing'
import { getRepository } from './get-repository'

const db = await testDatabase()
const id = idOf('repository', 'shop')
const BROUGHT = `beef${'0'.repeat(36)}`
const LATER = `beef${'1'.repeat(36)}`

beforeEach(async () => {
  await emptyDatabase(db.pool)
  await addScans(db.pool, [
    { repository: 'shop', at: '2026-05-04T00:00:00Z' },
    { repository: 'shop', at: '2026-05-11T00:00:00Z' },
    { repository: 'shop', at: '2026-05-18T00:00:00Z' },
  ])
  await db.pool.query(
    `UPDATE scan SET commit = 'ca' || lpad(to_char(committed_at, 'MMDD'), 38, '0')`,
  )
  for (const [sha, at] of [
    [BROUGHT, '2026-05-13T10:00:00Z'],
    [LATER, '2026-05-20T10:00:00Z'],
  ]) {
    await db.pool.query(
      'INSERT INTO commit (org_id, repository_id, sha, committed_at) VALUES ($1, $2, $3, $4)',
      [ORG, id, sha, at],
    )
  }
})

async function sinceOf(since: string, until = '2026-05-25T00:00:00Z') {
  const [at, from] = [new Date(until), new Date('2026-01-05T00:00:00Z')]
  const weekBegan = new Date('2026-05-18T00:00:00Z')
  const detail = await getRepository(db.pool, { id, at, from, since, weekBegan })
  return detail?.since ?? detail?.unknownSince
}

describe('new since', () => {
  test('the last scan: the one before the newest', async () => {
    expect(await sinceOf('scan')).toMatchObject({ kind: 'scan', at: '2026-05-11T00:00:00.000Z' })
    expect(await sinceOf('scan', '2026-05-05T00:00:00Z')).toBeUndefined()
  })

  test('last week: where the week began', async () => {
    expect(await sinceOf('week')).toEqual({ kind: 'week', at: '2026-05-18T00:00:00.000Z' })
  })

  test('a commit that was scanned, by how it begins', async () => {
    const scanned = `ca${'0511'.padStart(38, '0')}`
    expect(await sinceOf(scanned.toUpperCase())).toMatchObject({
      ...{ kind: 'commit', commit: scanned, at: '2026-05-11T00:00:00.000Z' },
    })
  })

  test('a commit between two scans that brought a finding; of several the newest', async () => {
    expect(await sinceOf('beef0')).toMatchObject({
      ...{ kind: 'commit', commit: BROUGHT, at: '2026-05-13T10:00:00.000Z' },
    })
    expect(await sinceOf('beef')).toMatchObject({ commit: LATER })
  })

  test.each(['dead', 'no commit', "be%' OR 1=1", LATER])('unknown by then: %s', async (asked) => {
    expect(await sinceOf(asked, '2026-05-19T00:00:00Z')).toBe(asked)
  })
})
