import { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { inTransaction, openDatabase } from '@/lib/db/database'
import { applyMigrations } from '@/lib/db/schema-engine'
import { applyScan } from '@/lib/ingest/apply'
import { temporaryPostgres } from '@/lib/launch/temporary-postgres'
import type { Observation, ScanContent } from '@/lib/sarif/content'

/**
 * Ingest of a scan against a bare COPY of the rows that it leaves behind, indexes included:
 * how much recognising, deriving and deciding cost on top of writing. Ratios of one run; the times
 * say little on a shared machine.
 *
 * `npm run bench:ingest -- [findings]` (default 50,000)
 */
const findings = Number(process.argv[2] ?? 50_000)
const TABLES = ['version', 'presence', 'standing']
const WEEK = 7 * 86_400_000
const UPLOAD = '00000000-0000-4000-8000-000000000000'

const postgres = await temporaryPostgres()
await applyMigrations(postgres.url('postgres'))
const db = openDatabase(postgres.url('postgres'))

const apply = (week: number, churn: number) =>
  timed(() => inTransaction(db.pool, (client) => applyScan(client, UPLOAD, scan(week, churn))))

const first = await apply(1, 0)
const copy = await timed(copyRows)
const unchanged = await apply(2, 0)
const onePercent = await apply(3, 0.01)
const backfill = await apply(0, 0)

const ratio = (ms: number) => (ms / copy).toFixed(2)
const rate = (ms: number) => Math.round((findings / ms) * 1000).toLocaleString('en')
console.log(
  `${findings.toLocaleString('en')} findings; COPY of the same rows = 1.00 (${rate(copy)}/s)`,
)
for (const [name, ms] of Object.entries({
  'first scan': first,
  'the same again a week later': unchanged,
  'a week later, 1 % changed': onePercent,
  'back-filled before all others': backfill,
})) {
  console.log(`${name.padEnd(30)} ${ratio(ms).padStart(6)}   (${rate(ms)} findings/s)`)
}
await db.close()
await postgres.stop()

function scan(week: number, churn: number): ScanContent {
  const rules = ['pattern/a', 'pattern/b', 'decision/c', 'decision/d']
  const observations = Array.from({ length: findings }, (_, i): Observation => {
    const changed = i % 100 < churn * 100 ? `changed in week ${week}` : ''
    return {
      ruleKey: rules[i % rules.length] ?? '',
      path: `services/s${i % 40}/src/module-${i % 997}/file-${i % 4999}.ts`,
      symbol: `Class${i % 311}.method${i}`,
      message: `An error is caught and dropped ${changed}`,
      level: 'warning',
      suppressed: false,
      startLine: 1 + (i % 800),
      snippet: `try { await save(${i}) } catch { return null } ${changed}`,
      context: `async function f${i}() {\n  try { await save(${i}) } catch { return null }\n}`,
      form: `${i} ${changed}`,
      content: `${i} ${changed}`,
    }
  })
  return {
    repository: { name: 'bench' },
    commit: String(week).repeat(40),
    committedAt: Date.UTC(2026, 0, 4) + week * WEEK,
    branch: 'main',
    tool: 'bench',
    category: 'code',
    succeeded: true,
    coverage: { extent: 'full', rules },
    rules: rules.map((ruleKey) => ({
      ruleKey,
      kind: ruleKey.startsWith('decision') ? 'decision' : 'pattern',
      level: 'warning',
    })),
    observations,
    services: Array.from({ length: 40 }, (_, i) => ({
      name: `s${i}`,
      paths: [`services/s${i}/**`],
      team: `team ${i % 7}`,
    })),
    commits: [],
    notifications: [],
  }
}

/** Copies the three tables' rows into empty twins with the same indexes. */
async function copyRows(): Promise<void> {
  const client = await db.pool.connect()
  try {
    for (const table of TABLES) {
      await client.query(`CREATE TABLE copy_of_${table} (LIKE ${table} INCLUDING ALL)`)
      const chunks: Buffer[] = []
      const collect = new Writable({
        write(chunk: Buffer, _encoding, done) {
          chunks.push(chunk)
          done()
        },
      })
      await pipeline(client.query(copyTo(`COPY ${table} TO STDOUT`)), collect)
      await pipeline(
        Readable.from(chunks),
        client.query(copyFrom(`COPY copy_of_${table} FROM STDIN`)),
      )
    }
  } finally {
    client.release()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
