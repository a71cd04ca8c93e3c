import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { observation, scanContent } from '@/lib/sarif/testing'
import { ingest } from './testing'

const db = await testDatabase()
const WEEK = 7 * 86_400_000

beforeEach(() => emptyDatabase(db.pool))

/** What one function holds from week to week, each with its beginning where that is told. */
async function weeks(...scans: [form: string, beginning?: string][][]): Promise<void> {
  for (const [week, seen] of scans.entries()) {
    const observations = seen.map(([form, beginning]) =>
      observation('r', form, { symbol: 'run', ...(beginning === undefined ? {} : { beginning }) }),
    )
    const at = Date.UTC(2026, 0, 4) + week * WEEK
    await ingest(db.pool, scanContent(at, [{ ruleKey: 'r', kind: 'pattern' }], observations))
  }
}

async function passes(): Promise<(string | null)[]> {
  const { rows } = await db.pool.query<{ pass: string | null }>(
    'SELECT pass FROM presence WHERE to_at IS NULL ORDER BY pass',
  )
  return rows.map(({ pass }) => pass)
}

test('two loops of one function that are edited at once stay what they were', async () => {
  await weeks(
    [
      ['outer', 'o'],
      ['inner', 'i'],
    ],
    [
      ['outer edited', 'o'],
      ['inner edited', 'i'],
    ],
  )
  expect(await passes()).toEqual(['beginning', 'beginning'])
})

test('a beginning that is told later is taken over by what is known already', async () => {
  const forms = ['outer', 'inner']
  await weeks(
    forms.map((form) => [form]),
    forms.map((form) => [form, form]),
    forms.map((form) => [`${form} edited`, form]),
  )
  expect(await passes()).toEqual(['beginning', 'beginning'])
})
