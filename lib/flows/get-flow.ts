import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { isRecord } from '@/lib/findings/shape'
import { codeHostUrl } from '@/lib/format/code-host'
import type { PathAttempts } from '@/lib/retry-paths/types'
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
import type { Flow, FlowItem, FlowStarts, FlowWay } from './types'

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
    const hrefOf = ({ path, line }: FlowItem) =>
      path === undefined
        ? undefined
        : codeHostUrl({ url: url ?? undefined, commit: commit ?? undefined, path, line })
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

function wayOf(
  row: WayRow,
  answers: readonly AnswerRow[],
  hrefOf: (item: FlowItem) => string | undefined,
): FlowWay {
  const data = isRecord(row.data) ? row.data : {}
  const segment = isRecord(data.segment) ? data.segment : {}
  const stored = { segment, flow: Array.isArray(data.flow) ? data.flow : [] }
  const missed = answers.flatMap(({ id, detail }) =>
    id === null && detail ? `Who answers this call is not known: ${detail}.` : [],
  )
  return {
    id: row.id,
    outgoing: {
      kind: row.outKind,
      label: row.outLabel,
      ...(row.outMethod === null ? {} : { method: row.outMethod }),
    },
    attempts: attemptsOf(segment.naive),
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

function attemptsOf(naive: unknown): PathAttempts {
  return typeof naive === 'number' || naive === 'unbounded' ? naive : 'unknown'
}
