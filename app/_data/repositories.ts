import { listFindings } from '@/lib/findings/list-findings'
import { weeksBefore } from '@/lib/format/week'
import { getRepository } from '@/lib/repositories/get-repository'
import { listBranch } from '@/lib/repositories/list-branch'
import { listRepositories } from '@/lib/repositories/list-repositories'
import type { RepositoryDetail } from '@/lib/repositories/types'
import type { Review } from '@/lib/review/types'
import { reading } from './reader'

/** A repository beyond its measures. `since`: `scan`, `week` or a commit. */
export const loadRepository = async (
  id: string,
  since: string,
  weeks: number,
  week: Review['week'],
) =>
  getRepository((await reading()).pool, {
    id,
    since,
    at: new Date(week.at),
    from: new Date(weeksBefore(week.from, weeks - 1)),
    weekBegan: new Date(week.since),
  })

/** What appeared and how many are gone since the instant that was asked for. */
export async function loadSince({ id, since }: RepositoryDetail, at: string) {
  if (!since || since.at > at) return { appeared: undefined, gone: 0 }
  const query = { repository: id, at, since: since.at }
  const { pool } = await reading()
  const appeared = await listFindings(pool, { ...query, change: 'appeared', limit: 10 })
  const { total: gone } = await listFindings(pool, { ...query, change: 'gone', limit: 1 })
  return { appeared, gone }
}

export const loadRepositories = async (now: Date) => listRepositories((await reading()).pool, now)

export const loadBranch = async (id: string, view: Parameters<typeof listBranch>[2]) =>
  listBranch((await reading()).pool, id, view)
