import { callsOf } from '@/lib/client/calls-of'
import { getRetryMap } from '@/lib/retry-paths/get-map'
import { listRetryPaths } from '@/lib/retry-paths/list-paths'
import { NO_TEAM } from '@/lib/trends/conditions'
import { reading } from './reader'

const PATHS = 12

/** Calls in and out of a service or team as of now, and the retry paths that are counted there. */
export async function loadCalls(by: 'service' | 'team', id: string, name: string) {
  const { pool } = await reading()
  const filter = { [by]: id }
  const now = new Date()
  const [map, paths] = await Promise.all([
    getRetryMap(pool, filter, now),
    listRetryPaths(pool, filter, now, PATHS),
  ])
  const calls = callsOf(map, (node) => {
    if (by === 'service') return node.id === id
    return id === NO_TEAM
      ? node.repository !== undefined && node.team === undefined
      : node.team === name
  })
  return { ...calls, paths, filter }
}
