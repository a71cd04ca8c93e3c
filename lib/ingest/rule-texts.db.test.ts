import { expect, test } from 'vitest'
import { testDatabase } from '@/lib/db/testing'
import type { ScanContent } from '@/lib/sarif/content'
import { ingest } from './testing'

const DAY = 86_400_000
const MONDAY = Date.UTC(2026, 4, 4)

/** A run that ended so many days after Monday, over a commit of Monday or of the day named. */
function run(ended: number, help: string | undefined, more: Partial<ScanContent> = {}) {
  const rule = { ruleKey: 'pattern/swallowed', kind: 'pattern' as const, level: 'warning' }
  return {
    repository: { name: 'shop' },
    commit: 'a'.repeat(40),
    committedAt: MONDAY,
    ranAt: MONDAY + ended * DAY,
    branch: 'main',
    defaultBranch: true,
    tool: 'plumbline',
    category: 'code',
    succeeded: true,
    coverage: { extent: 'full', rules: null },
    rules: [help === undefined ? { ...rule, undescribed: true } : { ...rule, help }],
    observations: [],
    commits: [],
    notifications: [],
    ...more,
  } satisfies ScanContent
}

/** Help that is kept after these runs, in the order they arrive. */
async function helpAfter(...runs: ScanContent[]): Promise<string | null> {
  const { pool } = await testDatabase()
  for (const one of runs) await ingest(pool, one)
  return (await pool.query('SELECT help FROM rule')).rows[0].help
}

const later = { commit: 'b'.repeat(40), committedAt: MONDAY + 9 * DAY }

test('after an upgrade a commit that was scanned before brings the newer text of its rule', async () => {
  expect(await helpAfter(run(1, 'old'), run(2, 'with examples'))).toBe('with examples')
  expect(await helpAfter(run(2, 'with examples'), run(1, 'old'))).toBe('with examples')
})

test('a newer run over an older commit has the newer text', async () => {
  const old = run(10, 'old', later)
  const elsewhere = run(11, 'with examples', { repository: { name: 'elsewhere' } })
  expect(await helpAfter(old, elsewhere)).toBe('with examples')
  expect(await helpAfter(elsewhere, old)).toBe('with examples')
})

test('a run that only names a rule takes no text away', async () => {
  expect(await helpAfter(run(1, 'help'), run(10, undefined, later))).toBe('help')
  expect(await helpAfter(run(10, undefined, later), run(1, 'help'))).toBe('help')
})
