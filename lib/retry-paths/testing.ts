import type { Observation, ScanContent } from '@/lib/sarif/content'
import { flowForm } from '@/lib/sarif/flow'

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
    gates: [],
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
  return {
    repository: { name: repository },
    commit: `${repository}-${at}`.padEnd(40, '0').slice(0, 40),
    committedAt: at,
    branch: 'main',
    defaultBranch: true,
    tool: 'plumbline',
    category: 'code',
    succeeded: true,
    coverage: { extent: 'full', rules: [FLOW_RULE] },
    rules: [{ ruleKey: FLOW_RULE, kind: 'flow', level: 'none' }],
    observations: flows.map(segmentObservation),
    commits: flows
      .flatMap(({ changedBy = [] }) => changedBy)
      .map(([sha]) => ({
        ...{ sha, committedAt: at - 3_600_000, subject: `subject of ${sha}` },
        assistance: { grade: 'unknown' as const },
      })),
    notifications: [],
    ...more,
  }
}
