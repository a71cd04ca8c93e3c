import { beforeEach, expect, test } from 'vitest'
import { inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import type { Observation, ScanContent } from '@/lib/sarif/content'
import { applyScan } from './apply'

const db = await testDatabase()
const UPLOAD = '00000000-0000-4000-8000-000000000001'
const WEEK = 7 * 86_400_000

beforeEach(() => emptyDatabase(db.pool))

function scanOf(week: number, steps: number | undefined): ScanContent {
  const observation: Observation = {
    ruleKey: 'r',
    path: 'a.ts',
    form: 'f',
    content: 'f',
    message: 'm',
    level: 'warning',
    suppressed: false,
    ...(steps === undefined
      ? {}
      : {
          places: JSON.stringify({ flow: Array.from({ length: steps }, (_, line) => ({ line })) }),
        }),
  }
  return {
    repository: { name: 'acme/shop' },
    commit: `${week}`.repeat(40),
    committedAt: Date.UTC(2026, 0, 4) + week * WEEK,
    branch: 'main',
    tool: 't',
    category: '',
    succeeded: true,
    coverage: { extent: 'full', rules: ['r'] },
    rules: [{ ruleKey: 'r', kind: 'pattern', level: 'warning' }],
    observations: [observation],
    commits: [],
    notifications: [],
  }
}

async function stepsAfter(scans: ScanContent[]): Promise<number[]> {
  for (const scan of scans) {
    await inTransaction(db.pool, (client) => applyScan(client, UPLOAD, scan))
  }
  const { rows } = await db.pool.query<{ steps: number }>(
    `SELECT jsonb_array_length(places -> 'flow') AS steps FROM version_places`,
  )
  return rows.map(({ steps }) => steps)
}

const [many, fewer, none] = [scanOf(1, 900), scanOf(2, 200), scanOf(3, undefined)]

test('the last scan that saw a finding has the word on its steps, in whatever order they come', async () => {
  expect(await stepsAfter([many, fewer])).toEqual([200])
})

test('a scan of an older commit changes nothing', async () => {
  expect(await stepsAfter([fewer, many])).toEqual([200])
})

test('steps that are few again leave nothing aside', async () => {
  expect(await stepsAfter([many, none])).toEqual([])
})
