import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import type { Observation, ScanContent } from '@/lib/sarif/content'
import { applyScan } from './apply'

const db = await testDatabase()
const UPLOAD = '00000000-0000-4000-8000-000000000001'
const WEEK = 7 * 86_400_000

beforeEach(() => emptyDatabase(db.pool))

const seen = (content: string, beginning?: string): Observation => ({
  ruleKey: 'r',
  path: 'a.ts',
  symbol: 'run',
  form: content,
  content,
  message: 'm',
  level: 'warning',
  suppressed: false,
  ...(beginning === undefined ? {} : { beginning }),
})

async function apply(week: number, observations: Observation[]): Promise<void> {
  const scan: ScanContent = {
    repository: { name: 'acme/shop' },
    commit: `${week}`.repeat(40),
    committedAt: Date.UTC(2026, 0, 4) + week * WEEK,
    branch: 'main',
    tool: 't',
    category: '',
    succeeded: true,
    coverage: { extent: 'full', rules: ['r'] },
    rules: [{ ruleKey: 'r', kind: 'pattern', level: 'warning' }],
    observations,
    commits: [],
    notifications: [],
  }
  await inTransaction(db.pool, (client) => applyScan(client, UPLOAD, scan))
}

async function passes(): Promise<(string | null)[]> {
  const { rows } = await db.pool.query<{ pass: string | null }>(
    'SELECT pass FROM presence WHERE to_at IS NULL ORDER BY pass',
  )
  return rows.map(({ pass }) => pass)
}

test('two loops of one function that are edited at once stay what they were', async () => {
  await apply(1, [seen('outer', 'o'), seen('inner', 'i')])
  await apply(2, [seen('outer edited', 'o'), seen('inner edited', 'i')])
  expect(await passes()).toEqual(['beginning', 'beginning'])
})

test('a beginning that is told later is taken over by what is known already', async () => {
  const forms = ['outer', 'inner']
  await apply(
    1,
    forms.map((form) => seen(form)),
  )
  await apply(
    2,
    forms.map((form) => seen(form, form)),
  )
  await apply(
    3,
    forms.map((form) => seen(`${form} edited`, form)),
  )
  expect(await passes()).toEqual(['beginning', 'beginning'])
})
