import { parseArgs } from 'node:util'
import type pg from 'pg'
import { listFacets } from '@/lib/findings/list-facets'
import { listFindings } from '@/lib/findings/list-findings'
import { SORTS } from '@/lib/findings/types'
import { getFreshness } from '@/lib/freshness/get-freshness'
import { getInbox } from '@/lib/ownership/inbox/get-inbox'
import { getMeasures } from '@/lib/ownership/measures/get-measures'
import { getRepository } from '@/lib/repositories/get-repository'
import { listRepositories } from '@/lib/repositories/list-repositories'
import { getReview } from '@/lib/review/get-review'
import { getWeekly } from '@/lib/review/get-weekly'
import { listScanPage } from '@/lib/scans/list-scans'
import { search } from '@/lib/search/search'
import { getTrends } from '@/lib/trends/get-trends'
import { GROUPINGS, type Grouping } from '@/lib/trends/types'
import { openWorld, worldPostgres } from './kept-world'
import { NOW } from './world'

/**
 * Server time of what pages read, with many findings over 500 repositories and two years, against
 * the same with 10,000: `npm run bench:pages -- [findings] [--keep folder] [--only words]` (default
 * 1,000,000). Ratios, not times, are told of: both are measured on one machine in one run, the
 * quickest of three, in turns. With `--keep` both worlds stay in that folder for the next run.
 */
const { positionals, values: options } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, only: { type: 'string' } },
})
const MANY = Number(positionals[0] ?? 1_000_000)
const FEW = 10_000
const HALF_A_YEAR = 25 * 7 * 86_400_000
const PAST = '2026-03-01T00:00:00.000Z'

type Reads = [string, () => Promise<unknown>][]

async function readsOf(pool: pg.Pool): Promise<Reads> {
  const { rows } = await pool.query<{ repository: string; team: string; rule: string }>(
    `SELECT md5('r7')::uuid AS repository, md5('t7')::uuid AS team, md5('u3')::uuid AS rule`,
  )
  const { repository = '', team = '', rule = '' } = rows[0] ?? {}
  const at = NOW.toISOString()
  const from = new Date(NOW.getTime() - HALF_A_YEAR)
  const span = { from, to: NOW, now: NOW, timeZone: 'UTC' }
  const measure = 'unowned-decisions' as const
  const trend = (by: Grouping, filter = {}) => getTrends(pool, { measure, by, filter, ...span })
  const page = { id: repository, at: NOW, from, since: 'scan', weekBegan: from }
  return [
    ['freshness (every page)', () => getFreshness(pool, NOW)],
    ['review, its numbers', () => getReview(pool, { filter: {}, now: NOW })],
    ['review, the whole week', () => getWeekly(pool, { filter: {}, now: NOW })],
    ['review of a team', () => getWeekly(pool, { filter: { team }, now: NOW })],
    ...GROUPINGS.map((by): Reads[number] => [`chart by ${by}`, () => trend(by)]),
    ['chart of a repository', () => trend('service', { repository })],
    ['repositories', () => listRepositories(pool, NOW)],
    ['repository', () => getRepository(pool, page)],
    ['facets of a measure', () => listFacets(pool, { at, measure })],
    ['facets of everything', () => listFacets(pool, { at })],
    ['facets of a team', () => listFacets(pool, { at, team })],
    ['search, rare word', () => search(pool, 'file77')],
    ['search, common word', () => search(pool, 'message')],
    ['list of a repository', () => listFindings(pool, { at, repository })],
    ['list of a team', () => listFindings(pool, { at, team })],
    ['list of a rule by path', () => listFindings(pool, { at, rule, sort: 'path' })],
    ['list with a rare word', () => listFindings(pool, { at, q: 'method7777' })],
    ...SORTS.flatMap(
      (sort): Reads => [
        [`list of a measure by ${sort}`, () => listFindings(pool, { at, measure, sort })],
        [`list of everything by ${sort}`, () => listFindings(pool, { at, sort })],
      ],
    ),
    ['list nine months ago', () => listFindings(pool, { at: PAST, measure })],
    ['facets nine months ago', () => listFacets(pool, { at: PAST, measure })],
    ['inbox', () => getInbox(pool, {}, NOW)],
    ['measures of ownership', () => getMeasures(pool, { filter: {}, ...span })],
    ['scans', () => listScanPage(pool, {})],
  ]
}

async function timeOf(read: () => Promise<unknown>): Promise<number> {
  const runs: number[] = []
  while (runs.length < 3) {
    const began = performance.now()
    await read()
    runs.push(performance.now() - began)
  }
  return Math.min(...runs)
}

const postgres = await worldPostgres(options.keep)
try {
  const pools: pg.Pool[] = []
  for (const n of [FEW, MANY]) pools.push(await openWorld(postgres, n))
  const [few, many] = await Promise.all(pools.map(readsOf))
  for (const [i, [name, read]] of (few ?? []).entries()) {
    if (options.only !== undefined && !name.includes(options.only)) continue
    const [before, after] = [await timeOf(read), await timeOf(many?.[i]?.[1] ?? read)]
    const ratio = (after / before).toFixed(1)
    console.log(`${name.padEnd(36)}${before.toFixed(0)} ms\t${after.toFixed(0)} ms\t× ${ratio}`)
  }
  for (const pool of pools) await pool.end()
} finally {
  await postgres.stop()
}
