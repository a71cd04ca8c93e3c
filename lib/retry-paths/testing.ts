import type pg from 'pg'
import { ingest } from '@/lib/ingest/testing'
import type { Observation, ScanContent } from '@/lib/sarif/content'
import { flowForm } from '@/lib/sarif/flow'
import { scanContent } from '@/lib/sarif/testing'
import { joinFlows } from './join'

/** A small flow: from one key to another, with layers `attempts kind`. */
export interface TestFlow {
  path?: string
  /** Further keys of the entry, beside its name. */
  entryKeys?: string[]
  entry: string
  out: string | string[]
  layers?: (number | 'unbounded' | 'unknown')[]
  /** By which the scanner knows them. */
  mechanism?: string
  gated?: number
  /** Why some layers do not count. */
  gates?: { reason: string; removes: string }[]
  /** Elements of loops and fan-outs, each inside of so many layers. */
  fanOut?: [over: string, outer: number][]
  /** Why it begins anew without an end, beside its layers. */
  unboundedBecause?: string
  /** Commits that gave it its layers, and to how many attempts. */
  changedBy?: [sha: string, attempts: number][]
}

export const FLOW_RULE = 'flow/segment'

/** An observation as the reader makes it of a flow segment. */
export function segmentObservation(flow: TestFlow): Observation {
  const { entry, out, layers = [], path = 'src/main.ts' } = flow
  const outKeys = typeof out === 'string' ? [out] : out
  const naive = layers.includes('unbounded')
    ? 'unbounded'
    : layers.includes('unknown')
      ? 'unknown'
      : layers.reduce<number>((all, n) => all * Number(n), 1)
  const segment = {
    entry: {
      kind: entry.split(':')[0],
      label: entry.replace(/^[a-z]+:/, ''),
      keys: [entry, ...(flow.entryKeys ?? [])],
    },
    outgoing: { kind: outKeys[0]?.split(':')[0], label: outKeys[0], keys: outKeys },
    layers: layers.map((attempts, i) => ({
      ...{
        kind: 'wrapper',
        mechanism: flow.mechanism ?? 'retry',
        attempts,
        basis: `attempts: ${attempts}`,
      },
      ...{ source: 'explicit', path, line: 10 + i, symbol: `layer${i}` },
    })),
    ...(flow.fanOut && {
      fanOut: flow.fanOut.map(([over, outer]) => ({
        over,
        path,
        line: 7,
        symbol: 'all',
        at: 0,
        outer,
      })),
    }),
    naive,
    gated: flow.gated ?? naive,
    gates: flow.gates ?? [],
    ...(flow.unboundedBecause && {
      unboundedBecause: [
        { mechanism: 'self-requeue', reason: flow.unboundedBecause, path, line: 20 },
      ],
    }),
  }
  return {
    ...{ ruleKey: FLOW_RULE, path, symbol: entry, message: `${entry} calls ${outKeys[0]}` },
    ...{ level: 'none', suppressed: false, startLine: 3 },
    form: flowForm(`${entry} ${outKeys.join(' ')}`, segment),
    toolIdentity: `${entry} ${outKeys[0]}`,
    data: { segment },
    changedBy: flow.changedBy?.map(([sha, n]) => ({ sha, attempts: n, unbounded: false })),
  }
}

/** A scan of one repository at an instant that sees these flows. */
export function flowScan(
  repository: string,
  at: number,
  flows: readonly TestFlow[],
  more: Partial<ScanContent> = {},
): ScanContent {
  return scanContent(at, [{ ruleKey: FLOW_RULE, kind: 'flow' }], flows.map(segmentObservation), {
    repository: { name: repository },
    commit: `${repository}-${at}`.padEnd(40, '0').slice(0, 40),
    defaultBranch: true,
    commits: flows
      .flatMap(({ changedBy = [] }) => changedBy)
      .map(([sha]) => ({
        ...{ sha, committedAt: at - 3_600_000, subject: `subject of ${sha}` },
        assistance: { grade: 'unknown' as const },
      })),
    ...more,
  })
}

/** The instant so many days into 2026, UTC. */
export const day = (n: number): number => Date.UTC(2026, 0, 1 + n)

/** How many days into 2026 an instant is; the other way round. */
export const daysInto = (at: Date): number => (at.getTime() - day(0)) / 86_400_000

/** What calls `callee`, where that stands in acme/orders. */
export const caller = (
  layers: TestFlow['layers'],
  changedBy?: TestFlow['changedBy'],
): TestFlow => ({
  entry: 'http:POST /checkout',
  out: ['http:POST orders/orders', 'host:orders'],
  ...{ layers, changedBy },
})
export const callee = (
  layers: TestFlow['layers'],
  changedBy?: TestFlow['changedBy'],
): TestFlow => ({
  entry: 'http:POST /orders',
  out: 'http:POST api.pay.example/charge',
  ...{ layers, changedBy },
})

/** Scans one after the other, joined after each. */
export async function ingestAndJoin(pool: pg.Pool, ...scans: ScanContent[]): Promise<void> {
  for (const scan of scans) {
    await ingest(pool, scan)
    await joinFlows(pool)
  }
}

/** `[days into 2026 when it begins, when it ends, attempts]` of every joined path. */
export async function joinedPaths(pool: pg.Pool): Promise<[number, number | null, number][]> {
  const { rows } = await pool.query<{ f: Date; t: Date | null; attempts: number }>(
    `SELECT s.from_at AS f, s.to_at AS t, s.attempts FROM standing s
     JOIN rule r ON r.id = s.rule_id AND r.rule_key = 'retry-path/joined'
     ORDER BY s.from_at, s.attempts`,
  )
  return rows.map(({ f, t, attempts }) => [daysInto(f), t && daysInto(t), attempts])
}
