import type { QueryResult } from 'pg'
import { beforeEach, expect, test, vi } from 'vitest'
import { inTransaction } from '@/lib/db/database'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { known, readScan, result, sarif } from '@/lib/sarif/testing'
import { applyScan } from './apply'

const db = await testDatabase()
const UPLOAD = '00000000-0000-4000-8000-000000000000'
const shaOf = (i: number) => (i + 1).toString(16).padStart(40, '0')

beforeEach(() => emptyDatabase(db.pool))

/** Statements of one scan with findings that each have a rule and a commit of their own. */
async function statementsFor(findings: number): Promise<number> {
  const each = Array.from({ length: findings }, (_, i) => i)
  const results = each.map((i) =>
    result(`src/${i}.ts`, {
      ruleId: `rule-${i}`,
      properties: { plumbline: { introducedBy: shaOf(i) } },
    }),
  )
  const commits = each.map((i) => [
    shaOf(i),
    { author: `Ann ${i}`, committedAt: '2026-02-03T00:00:00Z' },
  ])
  const properties = { plumbline: { format: 1, commits: Object.fromEntries(commits) } }
  const scan = readScan(sarif(results, { properties }), {
    ...known,
    repository: `with ${findings} of each`,
  })
  expect([scan.rules.length, scan.commits.length]).toEqual([findings, findings])
  return inTransaction(db.pool, async (client) => {
    const query = vi.spyOn(client, 'query') as unknown as { mock: { calls: unknown[] } }
    await applyScan(client, UPLOAD, scan)
    const statements = query.mock.calls.length
    vi.restoreAllMocks()
    return statements
  })
}

/** Texts of the statements of a scan at this day that tells of one commit with this evidence. */
async function statementsTelling(grade: string, day: number): Promise<string> {
  const sha = shaOf(0)
  const commits = { [sha]: { committedAt: '2026-02-03T00:00:00Z', assistance: { grade } } }
  const found = result('src/a.ts', { properties: { plumbline: { introducedBy: sha } } })
  const scan = readScan(sarif([found], { properties: { plumbline: { format: 1, commits } } }), {
    ...known,
    commit: shaOf(1000 + day),
    committedAt: `2026-03-0${day}T00:00:00Z`,
  })
  expect(scan.commits.map((c) => c.assistance.grade)).toEqual([grade])
  return inTransaction(db.pool, async (client) => {
    const query = vi.spyOn(client, 'query') as unknown as { mock: { calls: unknown[][] } }
    await applyScan(client, UPLOAD, scan)
    const statements = query.mock.calls.map(([text]) => String(text)).join('\n')
    vi.restoreAllMocks()
    return statements
  })
}

test('versions of a commit are looked for where better evidence is told of it, not where worse is', async () => {
  const looksFor = 'v.introduced_by = ANY'
  await statementsTelling('bot-author', 1)
  expect(await statementsTelling('unknown', 2)).not.toContain(looksFor)
  expect(await statementsTelling('trailer', 3)).toContain(looksFor)
  expect(await statementsTelling('bot-author', 4)).not.toContain(looksFor)
})

test('a scan takes as many statements, however many rules and commits its findings have', async () => {
  const few = await statementsFor(10)
  expect(await statementsFor(400)).toBe(few)
  const { rows }: QueryResult = await db.pool.query('SELECT count(*)::int AS n FROM commit')
  expect(rows[0]?.n).toBe(410)
})
