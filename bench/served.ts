import { Agent, get } from 'node:http'
import { parseArgs } from 'node:util'
import type pg from 'pg'
import { ensureBuild } from '@/lib/launch/build'
import { freePort } from '@/lib/launch/ports'
import { shutdown } from '@/lib/launch/shutdown'
import { terminal } from '@/lib/launch/terminal'
import { startWeb, untilAnswers } from '@/lib/launch/web'
import { addressesOf, type Ids, LEFT_OUT } from './addresses'
import { openWorld, worldPostgres } from './kept-world'
import { processorTimeOf } from './processor-time'

/**
 * Server time of every page, and of every answer that pages ask for later, with many findings
 * against the same with 10,000: `npm run bench:served -- [findings] [--keep folder] [--only words]
 * [--visits n] [--processor] [--serve]`. `next start` as `npm start` starts it, once for each world;
 * from the request to the last byte of the answer, the quickest of so many visits (default 5), in
 * turns. Exit 1 where a ratio is above its target or an answer is neither 200 nor a redirect (307).
 * With `--processor` it is the processor time of server and database instead, on a machine that
 * others use, too. With `--serve` it only serves the large world, for `npm run bench:lcp`, until it
 * is stopped.
 */
const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: {
    keep: { type: 'string' },
    only: { type: 'string' },
    visits: { type: 'string', default: '5' },
    processor: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
  },
})
const MANY = Number(positionals[0] ?? 1_000_000)
const FEW = 10_000
const AT_MOST = 1.5
const AT_MOST_SORTED = 2

interface Served {
  address: string
  ids: Ids
  /** Milliseconds so far, of the time that is measured. */
  clock: () => number | Promise<number>
}

interface Answer {
  ms: number
  status: number
  bytes: number
}

/** Things of a world by the names that it gives them, and ones that stand. */
async function idsOf(pool: pg.Pool): Promise<Ids> {
  const standing = (kind: string) => `(SELECT finding_id FROM standing WHERE org_id = 1
    AND kind = '${kind}' AND state = 'open' AND to_at IS NULL ORDER BY finding_id LIMIT 1)`
  await pool.query(`INSERT INTO saved_view (org_id, id, page, name, query, shared, maker_id, maker_name)
    SELECT 1, md5('view')::uuid, 'findings', 'bench', 'sort=severity', true, 'bench', 'bench'
    ON CONFLICT DO NOTHING`)
  const { rows } = await pool.query<Ids>(`SELECT md5('r7')::uuid AS repository,
    md5('s21')::uuid AS service, md5('t7')::uuid AS team, md5('u3')::uuid AS rule,
    md5('c7-103')::uuid AS scan, md5('view')::uuid AS view,
    ${standing('decision')} AS decision, ${standing('retry-path')} AS path`)
  if (!rows[0]) throw new Error('This world is empty.')
  return rows[0]
}

/** What a browser waits for: until the last byte, compressed as it came. */
async function ask(url: string, agent: Agent, clock: Served['clock']): Promise<Answer> {
  const began = await clock()
  const answer = await new Promise<Omit<Answer, 'ms'>>((resolve, reject) => {
    get(url, { agent, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }))
      response.on('error', reject)
    }).on('error', reject)
  })
  return { ms: (await clock()) - began, ...answer }
}

const out = terminal(process.stderr)
const stopping = shutdown(() => out.line('Stopping …'))

async function serveWorld(pool: pg.Pool, url: string): Promise<Served> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const web = startWeb(port, {
    ...process.env,
    ...{ DATABASE_URL: url, PLUMBLINE_URL: address, PLUMBLINE_LISTEN: '127.0.0.1' },
    ...{ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    // What workers of parallel plans use is not seen.
    ...(options.processor ? { PGOPTIONS: '-c max_parallel_workers_per_gather=0' } : {}),
  })
  stopping.child(web)
  await untilAnswers({ listen: '127.0.0.1', port }, () => web, stopping.signal)
  const ids = await idsOf(pool)
  if (!options.processor) return { address, ids, clock: () => performance.now() }
  const time = await processorTimeOf(web.process.pid ?? 0, url)
  stopping.later(time.end)
  return { address, ids, clock: time.clock }
}

/** Quickest of some visits to each, in turns, after one that is not counted. */
async function measure(few: Served, many: Served, visits: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true })
  const missed: string[] = []
  const fewer = addressesOf(few.ids)
  for (const [i, path] of addressesOf(many.ids).entries()) {
    if (options.only !== undefined && !path.includes(options.only)) continue
    const asked = [
      { url: `${few.address}${fewer[i] ?? path}`, clock: few.clock },
      { url: `${many.address}${path}`, clock: many.clock },
    ]
    const best: Answer[] = []
    for (let round = 0; round <= visits; round++) {
      for (const [j, { url, clock }] of asked.entries()) {
        const now = await ask(url, agent, clock)
        const known = best[j]
        // The first visit of all reads files, compiles and fills caches, once per start.
        if (round > 0 && (!known || now.ms < known.ms)) best[j] = now
      }
    }
    const [before, after] = best
    if (!before || !after) continue
    const ratio = after.ms / before.ms
    const target = path.includes('sort=') ? AT_MOST_SORTED : AT_MOST
    const name = path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')
    const fault =
      before.status === after.status && [200, 307].includes(after.status)
        ? ''
        : `  answered ${before.status}, ${after.status}`
    const over = ratio > target || fault !== ''
    if (over) missed.push(name)
    const kb = [before, after].map(({ bytes }) => `${Math.round(bytes / 1024)} KB`).join('\t')
    console.log(
      `${name.padEnd(72)}${before.ms.toFixed(0)} ms\t${after.ms.toFixed(0)} ms\t× ${ratio.toFixed(2)}${over ? ' !' : ''}\t${kb}${fault}`,
    )
  }
  agent.destroy()
  return missed
}

const postgres = await worldPostgres(options.keep)
stopping.later(postgres.stop)
try {
  await ensureBuild(out, stopping.child, stopping.signal)
  const served: Served[] = []
  for (const n of options.serve ? [MANY] : [FEW, MANY]) {
    const pool = await openWorld(postgres, n)
    served.push(await serveWorld(pool, postgres.url(`pages_${n}`)))
    await pool.end()
  }
  const [few, many = few] = served
  if (options.serve) {
    console.log(few?.address)
    await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve))
  } else if (few && many) {
    const missed = await measure(few, many, Number(options.visits))
    for (const [route, why] of Object.entries(LEFT_OUT)) console.log(`${route}  left out: ${why}`)
    if (missed.length > 0) console.error(`above their target: ${missed.length}`)
    process.exitCode = missed.length > 0 ? 1 : 0
  }
} finally {
  await stopping.stop()
}
