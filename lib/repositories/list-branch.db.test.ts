import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import { ingest } from '@/lib/ingest/testing'
import type { ScanContent } from '@/lib/sarif/content'
import { observation, scanContent } from '@/lib/sarif/testing'
import { getRepository } from './get-repository'
import { BRANCH_PAGE, listBranch } from './list-branch'

const RULE = 'pattern/swallowed'
const MONDAY = Date.UTC(2026, 4, 4)

const scan = (day: number, forms: string[], more: Partial<ScanContent> = {}) =>
  scanContent(
    MONDAY + day * 86_400_000,
    [{ ruleKey: RULE, kind: 'pattern' }],
    forms.map((form) => observation(RULE, form, { message: form, path: `src/${form}.ts` })),
    { defaultBranch: true, ...more },
  )

test('the numbers of a branch are the lists that they lead to', async () => {
  const { pool } = await testDatabase()
  await ingest(pool, scan(0, ['a', 'b', 'c']))
  const topic = { branch: ' topic', defaultBranch: false }
  await ingest(pool, scan(1, ['b', 'd', 'e', 'f'], topic))
  const id = (await pool.query('SELECT id FROM repository')).rows[0].id
  const at = new Date(MONDAY + 9 * 86_400_000)
  const asked = { id, at, from: new Date(MONDAY), since: 'scan', weekBegan: at }
  const branches = (await getRepository(pool, asked))?.branches ?? []
  expect(branches.map(({ branch }) => branch)).toEqual(['main', ' topic'])
  const listed = async (branch: string, side: 'all' | 'added' | 'missing') => {
    const list = await listBranch(pool, id, { branch, side, from: 0 })
    return [list?.total, list?.rows.map(({ message }) => message)]
  }
  const [, row] = branches
  expect(await listed('main', 'all')).toEqual([3, ['a', 'b', 'c']])
  expect(await listed(' topic', 'all')).toEqual([row?.findings, ['b', 'd', 'e', 'f']])
  expect(await listed(' topic', 'added')).toEqual([row?.added, ['d', 'e', 'f']])
  expect(await listed(' topic', 'missing')).toEqual([row?.missing, ['a', 'c']])
  expect(await listBranch(pool, id, { branch: 'topic', side: 'all', from: 0 })).toBeNull()
  expect(await listBranch(pool, id, { side: 'all', from: 0 })).toMatchObject({ branch: 'main' })
})

test('a long list is told in pages that leave nothing out', async () => {
  const { pool } = await testDatabase()
  const forms = Array.from({ length: BRANCH_PAGE + 3 }, (_, i) => `f${i}`)
  await ingest(pool, scan(0, forms))
  const id = (await pool.query('SELECT id FROM repository')).rows[0].id
  const page = (from: number) => listBranch(pool, id, { branch: 'main', side: 'all', from })
  const [one, two] = [await page(0), await page(BRANCH_PAGE)]
  const all = [...(one?.rows ?? []), ...(two?.rows ?? [])].map(({ message }) => message)
  expect([one?.total, one?.rows.length]).toEqual([forms.length, BRANCH_PAGE])
  expect(new Set(all)).toEqual(new Set(forms))
})
