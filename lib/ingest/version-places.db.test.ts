import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import type { ScanContent } from '@/lib/sarif/content'
import { observation, scanContent } from '@/lib/sarif/testing'
import { ingest } from './testing'

const db = await testDatabase()
const WEEK = 7 * 86_400_000

beforeEach(() => emptyDatabase(db.pool))

function scanOf(week: number, steps: number): ScanContent {
  const flow = Array.from({ length: steps }, (_, line) => ({ line }))
  const places = steps === 0 ? {} : { places: JSON.stringify({ flow }) }
  return scanContent(
    Date.UTC(2026, 0, 4) + week * WEEK,
    [{ ruleKey: 'r', kind: 'pattern' }],
    [observation('r', 'f', places)],
  )
}

async function stepsAfter(scans: ScanContent[]): Promise<number[]> {
  for (const scan of scans) await ingest(db.pool, scan)
  const { rows } = await db.pool.query<{ steps: number }>(
    `SELECT jsonb_array_length(places -> 'flow') AS steps FROM version_places`,
  )
  return rows.map(({ steps }) => steps)
}

const [many, fewer, none] = [scanOf(1, 900), scanOf(2, 200), scanOf(3, 0)]

test('the last scan that saw a finding has the word on its steps, in whatever order they come', async () => {
  expect(await stepsAfter([many, fewer])).toEqual([200])
})

test('a scan of an older commit changes nothing', async () => {
  expect(await stepsAfter([fewer, many])).toEqual([200])
})

test('steps that are few again leave nothing aside', async () => {
  expect(await stepsAfter([many, none])).toEqual([])
})
