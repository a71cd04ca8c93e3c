import { existsSync, readFileSync } from 'node:fs'
import type { Pool } from 'pg'
import { insertRows } from '@/lib/db/bulk'
import { type Client, inTransaction, ORG, openDatabase } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import { applyMigrations } from '@/lib/db/schema-engine'
import { enterWords } from '@/lib/db/words'
import { applyScan } from '@/lib/ingest/apply'
import { ruleId } from '@/lib/ingest/apply-versions'
import { temporaryPostgres } from '@/lib/launch/temporary-postgres'
import { noteFlowChange } from '@/lib/retry-paths/changes'
import { joinFlows } from '@/lib/retry-paths/join'
import { FLOW_RULE, flowScan, segmentObservation, type TestFlow } from '@/lib/retry-paths/testing'

/**
 * What joining costs: 1,000 services in as many repositories with 20,000 entry points, 50,000
 * outgoing calls and 10,000 layers, from presence to standing; and one repository's next scan.
 *
 * `npm run bench:join`
 */
const SERVICES = 1_000
const ENTRIES = 20
const CALLS = 50
const LAYERS = 10
const DAY = 86_400_000
const NOW = Date.UTC(2026, 10, 2)

const repository = (i: number) => `acme/service-${i}`
let seed = 1
/** A small generator of its own, so that every run joins the same flows. */
const random = (below: number) => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return Math.floor((seed / 2_147_483_648) * below)
}

/** Most calls go to services further down, as in real systems; some out of the house. */
function flowsOf(service: number): TestFlow[] {
  return Array.from({ length: CALLS }, (_, call) => {
    const target = Math.min(SERVICES - 1, service + 1 + random(200))
    const inside = service < SERVICES - 1 && random(10) < 6
    return {
      path: `src/route-${call % ENTRIES}.ts`,
      entry: `http:GET /r${call % ENTRIES}/{}`,
      out: inside
        ? [`http:GET service-${target}/r${random(ENTRIES)}/{}`, `host:service-${target}`]
        : `http:POST api-${random(300)}.example/v1/c${call}`,
      layers: call % (CALLS / LAYERS) === 0 ? [2 + random(3)] : [],
    }
  })
}

async function generate(client: Client): Promise<void> {
  const rule = ruleId('plumbline', FLOW_RULE)
  await client.query(
    `INSERT INTO rule (org_id, id, tool, rule_key, kind, described_at)
     VALUES ($1, $2, 'plumbline', $3, 'flow', now())`,
    [ORG, rule, FLOW_RULE],
  )
  for (let i = 0; i < SERVICES; i++) {
    const id = uuidOf('repository', ORG, repository(i))
    const stream = uuidOf('stream', id, 'main', 'plumbline', 'code')
    await client.query('INSERT INTO repository (org_id, id, name) VALUES ($1, $2, $3)', [
      ...[ORG, id, repository(i)],
    ])
    await client.query(
      `INSERT INTO stream (org_id, id, repository_id, branch, tool, category)
       VALUES ($1, $2, $3, 'main', 'plumbline', 'code')`,
      [ORG, stream, id],
    )
    const rows = flowsOf(i).map((flow) => {
      const o = segmentObservation(flow)
      const version = uuidOf('bench', id, o.form)
      return {
        ...{ org_id: ORG, id: version, version_id: version, finding_id: version },
        ...{ stream_id: stream, rule_id: rule, path: o.path, message: o.message, level: 'none' },
        ...{ description: Buffer.alloc(8), data: JSON.stringify(o.data) },
        ...{ from_at: new Date(NOW - DAY * (1 + random(100))), start_reason: 'introduced' },
      }
    })
    await insertRows(client, 'version', VERSION, rows, 'ON CONFLICT DO NOTHING')
    await insertRows(client, 'presence', PRESENCE, rows, 'ON CONFLICT DO NOTHING')
    await noteFlowChange(client, id, null)
  }
  await client.query('ANALYZE')
}

const VERSION = {
  ...{ org_id: 'int', id: 'uuid', stream_id: 'uuid', rule_id: 'uuid', path: 'text' },
  ...{ message: 'text', level: 'text', description: 'bytea', data: 'jsonb' },
}
const PRESENCE = {
  ...{ org_id: 'int', version_id: 'uuid', from_at: 'timestamptz', stream_id: 'uuid' },
  ...{ start_reason: 'text', finding_id: 'uuid' },
}

/** Processor time of the connection's own process of PostgreSQL, s; where the system tells it. */
async function serverCpu(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const file = `/proc/${rows[0]?.pid}/stat`
  if (!existsSync(file)) return Number.NaN
  // After the name in brackets: state, …; the 12th and 13th are user and system time, in 1/100 s.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

async function timed(
  pool: Pool,
  what: string,
  limit: number,
  work: () => Promise<unknown>,
): Promise<void> {
  const server = await serverCpu(pool)
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const own = (user + system) / 1e6
  const theirs = (await serverCpu(pool)) - server
  console.log(
    `${what.padEnd(44)} ${seconds.toFixed(2).padStart(6)} s of ${limit} s (processor: this process ${own.toFixed(2)} s, PostgreSQL ${theirs.toFixed(2)} s)`,
  )
}

const postgres = await temporaryPostgres()
try {
  await applyMigrations(postgres.url('postgres'))
  // One connection, so that its process is known.
  const db = openDatabase(postgres.url('postgres'), 1)
  await inTransaction(db.pool, generate)
  await timed(db.pool, 'full join', 10, () => joinFlows(db.pool))
  await timed(db.pool, 'its words entered, which nobody waits for', 10, () => enterWords(db.pool))
  const { rows } = await db.pool.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM flow_entry) AS entries, (SELECT count(*) FROM flow_out) AS calls,
       (SELECT sum(layers) FROM flow_part)::int AS layers,
       (SELECT count(*) FROM flow_link WHERE entry_id IS NOT NULL) AS meetings,
       (SELECT count(*) FROM flow_path) AS paths`,
  )
  console.log(JSON.stringify(rows[0]))
  const upload = '00000000-0000-4000-8000-000000000001'
  for (const [i, at] of [
    [500, NOW],
    [200, NOW],
  ] as const) {
    const flows = flowsOf(i).map((flow) => (flow.layers?.length ? { ...flow, layers: [7] } : flow))
    const scan = flowScan(repository(i), at, flows)
    await inTransaction(db.pool, (client) => applyScan(client, upload, scan))
    await timed(db.pool, `after a scan of ${repository(i)}`, 1, () => joinFlows(db.pool))
    await enterWords(db.pool)
  }
  await db.close()
} finally {
  await postgres.stop()
}
