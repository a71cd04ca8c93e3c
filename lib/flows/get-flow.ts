import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { given, isRecord, textOf } from '@/lib/findings/shape'
import { codeHostUrl } from '@/lib/format/code-host'
import { recordsIn } from '@/lib/retry-paths/layers'
import { attemptsIn } from '@/lib/retry-paths/product'
import { isUuid } from '@/lib/trends/is-uuid'
import { itemsOf, unknownOf } from './items'
import {
  type AnswerRow,
  readAnswers,
  readEntry,
  readStarts,
  readWays,
  type WayRow,
} from './queries'
import type { Flow, FlowStarts, FlowWay } from './types'

const STARTS = 200

/** Where flows of a repository, or of all, begin as of an instant, the worst first. */
export async function listStarts(
  db: Client,
  repository: string | undefined,
  at: Date,
  q = '',
): Promise<FlowStarts> {
  const { total, rows } = await readStarts(db, repository, at, q, STARTS)
  return {
    total,
    starts: rows.map(({ id, kind, label, service, repository: of, ways, worst, unknown }) => ({
      ...{ id, kind, label, service, repository: of, ways },
      attempts:
        worst === Number.POSITIVE_INFINITY
          ? 'unbounded'
          : unknown
            ? 'unknown'
            : (worst ?? 'unknown'),
    })),
  }
}

/** Everything in which the flows of one entry point may wait or repeat; null when it is not known. */
export async function getFlow(db: Client, id: string, at: Date): Promise<Flow | null> {
  if (!isUuid(id)) return null
  return inSnapshot(db, async (client) => {
    const entry = await readEntry(client, id, at)
    if (!entry) return null
    const rows = await readWays(client, id, at)
    const answers = await readAnswers(
      client,
      rows.map(({ outId }) => outId),
      at,
    )
    const { kind, label, service, repositoryId, repositoryName, url, commit, left } = entry
    const hrefOf: HrefOf = ({ path, line }) =>
      typeof path !== 'string'
        ? undefined
        : codeHostUrl({
            ...{ url: url ?? undefined, commit: commit ?? undefined, path },
            ...(typeof line === 'number' ? { line } : {}),
          })
    return {
      ...{ id, kind, label, service, at: at.toISOString(), left: left ?? 0 },
      repository: { id: repositoryId, name: repositoryName },
      ways: rows.map((row) =>
        wayOf(
          row,
          answers.filter(({ outId }) => outId === row.outId),
          hrefOf,
        ),
      ),
    }
  })
}

/** Address of a place on the code's host. */
type HrefOf = (place: { path?: unknown; line?: unknown }) => string | undefined

function wayOf(row: WayRow, answers: readonly AnswerRow[], hrefOf: HrefOf): FlowWay {
  const data = isRecord(row.data) ? row.data : {}
  const segment = isRecord(data.segment) ? data.segment : {}
  const stored = { segment, flow: Array.isArray(data.flow) ? data.flow : [] }
  const missed = answers.flatMap(({ id, detail }) =>
    id === null && detail ? `Who answers this call is not known: ${detail}.` : [],
  )
  const [attempts, naive] = [attemptsIn(segment.gated), attemptsIn(segment.naive)]
  return {
    id: row.id,
    outgoing: {
      kind: row.outKind,
      label: row.outLabel,
      ...(row.outMethod === null ? {} : { method: row.outMethod }),
    },
    attempts,
    ...(naive === attempts ? {} : { naive }),
    gates: recordsIn(segment, 'gates').map((gate) => {
      const href = hrefOf(gate)
      return {
        reason: textOf(gate, 'reason') ?? 'unknown',
        ...given({ removes: textOf(gate, 'removes') }),
        ...(href === undefined ? {} : { href }),
      }
    }),
    items: itemsOf(stored).map((item) => {
      const href = hrefOf(item)
      return href === undefined ? item : { ...item, href }
    }),
    unknown: [...unknownOf(stored), ...missed],
    answers: answers.flatMap(({ id, label, service, repositoryId, repositoryName, confidence }) => {
      if (id === null || label === null || service === null || repositoryId === null) return []
      const repository = { id: repositoryId, name: repositoryName ?? '' }
      return { id, label, service, repository, ...(confidence === null ? {} : { confidence }) }
    }),
  }
}
