import type pg from 'pg'
import { getBudgets } from '@/lib/budgets/get-budgets'
import type { BudgetState } from '@/lib/budgets/types'
import type { Client } from '@/lib/db/database'
import { hashOf } from '@/lib/db/ids'
import { listFindings } from '@/lib/findings/list-findings'
import { attemptsOf } from '@/lib/findings/shape'
import type { FindingQuery, FindingRow } from '@/lib/findings/types'
import { applyScan } from '@/lib/ingest/apply'
import type { ScanContent } from '@/lib/sarif/content'
import { MEASURES } from '@/lib/trends/types'
import { type Brought, type Counted, type Held, judge, speaksOf } from './judge'
import { type Base, readBase } from './queries/base'
import { readStood, readWorsened } from './queries/worsened'
import { inTrial } from './trial'
import type { CheckResult } from './types'

/** Findings that are looked at and named; a branch that brings more has its number said. */
const MOST = 1000

/** Nobody can compare this; the message says what to do. */
export class CheckError extends Error {
  override readonly name = 'CheckError'
}

export interface CheckQuery {
  repository: { id: string; name: string }
  scan: ScanContent
  /** When the branch left the default branch: what stood there since is not of its making. */
  branchedAt?: Date
  /** Whoever asks may see this repository alone. */
  narrow?: boolean
  now: Date
}

/**
 * What would be new if this scan were the next one of the default branch? It is applied to it as
 * any scan is, looked at, and taken back: identity, owners, services and budgets are those of the
 * product, and nothing is stored. Throws CheckError, RefusedScan, HttpProblem 503.
 */
export function checkBranch(pool: pg.Pool, query: CheckQuery): Promise<CheckResult> {
  const { repository, scan, now } = query
  return inTrial(pool, async (client) => {
    const base = await readBase(client, repository.id, scan.tool, scan.category)
    if (!base) {
      throw new CheckError(
        `No scan of the default branch of ${repository.name} by ${scan.tool} (category ${scan.category}) has been applied. Scan the default branch first: plumbline scan --push URL.`,
      )
    }
    if (!scan.succeeded) {
      throw new CheckError('The scan says of itself that it failed; it proves nothing.')
    }
    const at = new Date(Math.max(now.getTime(), base.at.getTime() + 1))
    await applyScan(client, NO_UPLOAD, asNext(scan, base, at))
    return compare(client, { ...query, base, at })
  })
}

const NO_UPLOAD = '00000000-0000-4000-8000-000000000000'

/** The scan as if its commit came next, under a name that no commit of the stream has. */
function asNext(scan: ScanContent, base: Base, at: Date): ScanContent {
  return {
    ...scan,
    commit: hashOf('check', scan.commit).toString('hex').slice(0, 40),
    committedAt: at.getTime(),
    holdsThrough: undefined,
    branch: base.branch,
    defaultBranch: undefined,
    tags: undefined,
  }
}

async function compare(
  client: Client,
  { repository, branchedAt, narrow = false, base, at }: CheckQuery & { base: Base; at: Date },
): Promise<CheckResult> {
  const before = new Date(at.getTime() - 1)
  const stoodBefore = branchedAt && branchedAt < base.at ? branchedAt : undefined
  const changed = { repository: repository.id, at: at.toISOString(), since: before.toISOString() }
  const appeared = await readAll(client, { ...changed, change: 'appeared', cause: 'drift' })
  const gone = await readAll(client, { ...changed, change: 'gone', cause: 'drift' })
  const ids = [...appeared.rows, ...gone.rows].map(({ row }) => row.id)
  const stood = stoodBefore && (await readStood(client, ids, stoodBefore))
  // What the default branch mended since is not brought back; what it got since is not mended.
  const fresh = appeared.rows.filter(({ row }) => !stood?.has(row.id))
  const mended = gone.rows.filter(({ row }) => !stood || stood.has(row.id))
  const worsened = await readWorsened(client, repository.id, before, at)
  const paths = worsened.size === 0 ? [] : await readPaths(client, repository.id, at)
  const brought: Brought[] = [
    ...fresh.map((item) => ({ ...item, change: 'new' as const })),
    ...paths.flatMap((item): Brought[] => {
      const attempts = worsened.get(item.row.id)
      if (attempts === undefined) return []
      return [{ ...item, change: 'worse', before: attemptsOf(attempts) }]
    }),
  ]
  const states = (await getBudgets(client, { at, now: at })).filter(
    (state) =>
      ['within', 'breached', 'unknown'].includes(state.status) &&
      brought.some((item) => speaksOf(state, item)),
  )
  const held: Held[] = []
  for (const state of states) {
    const numbers = await heldOf(client, state, before, fresh, mended)
    held.push({ ...numbers, hidden: narrow && state.by === 'team' })
  }
  const rules = await readAll(client, { ...changed, change: 'appeared', cause: 'coverage' })
  const judged = judge(brought, held)
  return {
    format: 1,
    repository: repository.name,
    base: {
      branch: base.branch,
      commit: base.commit,
      committedAt: base.at.toISOString(),
      ...(base.toolVersion === null ? {} : { toolVersion: base.toolVersion }),
    },
    ...judged,
    left: appeared.total - appeared.rows.length,
    gone: mended.length,
    rulesAdded: rules.total,
    notes: [
      ...notesOf(base, branchedAt),
      ...(judged.budgets.some(({ limit }) => limit === undefined) ? [HIDDEN] : []),
    ],
  }
}

async function readAll(client: Client, query: FindingQuery) {
  const rows: Counted[] = []
  let total = 0
  for (const measure of MEASURES) {
    const page = await listFindings(client, { ...query, measure, limit: MOST })
    total += page.total
    rows.push(...page.findings.map((row: FindingRow) => ({ measure, row })))
  }
  return { total, rows }
}

async function readPaths(client: Client, repository: string, at: Date): Promise<Counted[]> {
  const query = { measure: 'duplicated-retries' as const, repository, at: at.toISOString() }
  const { findings } = await listFindings(client, { ...query, limit: MOST })
  return findings.map((row) => ({ measure: query.measure, row }))
}

/** A budget's numbers before and with the branch, without what is not of the branch's making. */
async function heldOf(
  client: Client,
  state: BudgetState,
  before: Date,
  fresh: readonly Counted[],
  mended: readonly Counted[],
): Promise<Held> {
  const { counted, version, limit, lowestAt } = state
  const retries = version.rule.kind === 'retries'
  // What is new stands on top of such a list, however long it is.
  const sort = retries ? 'attempts' : 'newest'
  const list = (at: string) => listFindings(client, { ...counted, at, sort, limit: MOST })
  const then = await list(before.toISOString())
  const now = await list(state.at)
  const stood = new Set(then.findings.map(({ id }) => id))
  const news = now.findings.filter(({ id }) => !stood.has(id))
  const own = new Set(fresh.filter((item) => speaksOf(state, item)).map(({ row }) => row.id))
  const less = mended.filter((item) => speaksOf(state, item) && stood.has(item.row.id)).length
  const more = news.filter(({ id }) => own.has(id) || retries).length
  return {
    state,
    before: then.total,
    after: then.total + more - less,
    // A number that may only fall and was never known before is its own first limit.
    limit: version.rule.kind === 'falls' && !lowestAt ? then.total : (limit ?? then.total),
    counted: new Set(news.map(({ id }) => id)),
  }
}

const HIDDEN =
  'The numbers of a team’s budget count other repositories too, and are not told to the token of one.'

function notesOf(base: Base, branchedAt: Date | undefined): string[] {
  if (!branchedAt || branchedAt <= base.at) return []
  const day = base.at.toISOString().slice(0, 10)
  return [
    `The newest scan of ${base.branch || 'the default branch'} is of ${day}, older than where this branch began: what came to the default branch since then counts as new here.`,
  ]
}
