import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { given, textOf } from '@/lib/findings/shape'
import type { Filter } from '@/lib/trends/types'
import { JOINED_RULE } from './changes'
import { saidArithmetic } from './fan-outs'
import { chartedAttempts } from './history'
import { saidLayers } from './layers'
import { ownersOf } from './owners'
import { readPaths } from './queries'
import type { RetryPathList } from './types'

/** Most that one answer holds; the total counts all. */
const MOST = 500

/** Retry paths that stand at an instant, the worst first; what has no end before all. */
export function listRetryPaths(
  db: Client,
  filter: Filter,
  at: Date,
  most = MOST,
): Promise<RetryPathList> {
  return inSnapshot(db, (client) => readList(client, filter, at, most))
}

async function readList(
  db: Client,
  filter: Filter,
  at: Date,
  most: number,
): Promise<RetryPathList> {
  const { total, rows } = await readPaths(db, filter, at, Math.min(most, MOST))
  const all = rows.flatMap(({ data, repositoryId }) =>
    saidLayers(data).map((layer) => ({
      ...layer,
      repositoryId: layer.repositoryId ?? repositoryId,
    })),
  )
  const owner = await ownersOf(db, all, '', at)
  return {
    at: at.toISOString(),
    total,
    paths: rows.map((raw) => {
      const layers = saidLayers(raw.data)
      return {
        id: raw.id,
        joined: raw.ruleKey === JOINED_RULE,
        message: raw.message,
        attempts: chartedAttempts(raw),
        unbounded: layers.some(({ attempts }) => attempts === 'unbounded'),
        arithmetic: textOf(raw.data, 'arithmetic') ?? saidArithmetic(raw.data, layers),
        repository: { id: raw.repositoryId, name: raw.repository },
        service: { id: raw.serviceId, name: raw.service },
        ...(raw.teamId === null ? {} : { team: { id: raw.teamId, name: raw.team ?? '' } }),
        layers: layers.map((layer) => ({
          kind: layer.kind,
          attempts: layer.attempts,
          service: layer.service ?? raw.service,
          ...given({
            owner: owner({ ...layer, repositoryId: layer.repositoryId ?? raw.repositoryId }),
          }),
        })),
      }
    }),
  }
}
