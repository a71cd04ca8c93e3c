import { type Client, ORG } from '@/lib/db/database'
import { groupBy } from '@/lib/trends/group-by'
import { countAt } from '@/lib/trends/queries/sums'
import type { Filter } from '@/lib/trends/types'
import { daysBefore, daysBetween } from '../age'
import { POLICY, SOON_DAYS } from '../policy'
import { type OpenAge, readByAge } from './by-age'

/**
 * So many open decisions of a team and kind, and for how many whole days somebody here could have
 * decided them, as far as targets tell apart. A count may be negative: it takes back another row.
 */
export interface Waiting {
  team: string | null
  decisionKind: string
  waited: number
  count: number
}

/** Whole days from which on no target tells apart, nor since when a repository is known here. */
const MOST = Math.max(...POLICY.targets) + 1
const STEPS = [...new Set(POLICY.targets.flatMap((days) => [days - SOON_DAYS + 1, days + 1]))]

/**
 * For how long do open decisions wait (ADR 17)? As long as they are old, but for those of repositories
 * that became known here within the longest target: these wait since then at most.
 */
export async function readWaiting(
  db: Client,
  filter: Filter,
  ages: readonly OpenAge[],
  at: Date,
): Promise<Waiting[]> {
  const byAge = ages.map(({ team, decisionKind, days, count }) => {
    return { team, decisionKind, waited: days, count }
  })
  const known = await readFresh(db, filter, at)
  if (known.size === 0) return byAge
  const fresh = await readOfFresh(db, filter, [...known.keys()], at)
  return [
    ...byAge,
    ...fresh.flatMap(({ repository, days, count, ...of }) => [
      { ...of, waited: days, count: -count },
      { ...of, waited: Math.min(days, known.get(repository) ?? days), count },
    ]),
  ]
}

/** Which repositories are known here for less than MOST days, and for how many? Small table. */
async function readFresh(
  db: Client,
  { repository }: Filter,
  at: Date,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: string; since: Date }>(
    `SELECT id, created_at AS since FROM repository
     WHERE org_id = $1 AND created_at > $2 AND ($3::uuid IS NULL OR id = $3)`,
    [ORG, daysBefore(at, MOST), repository ?? null],
  )
  return new Map(rows.map(({ id, since }) => [id, daysBetween(since, at)]))
}

interface OfFresh extends Omit<Waiting, 'waited'> {
  repository: string
  days: number
}

/** Open decisions of such repositories by age: young ones from their rows, older ones from the sums. */
async function readOfFresh(
  db: Client,
  filter: Filter,
  repositories: readonly string[],
  at: Date,
): Promise<OfFresh[]> {
  const young = await readByAge(db, { filter, at, steps: STEPS, days: MOST, repositories })
  const keys = ['repository_id', 'team_id', 'decision_kind'] as const
  const cells = await countAt(db, { kinds: ['decision'], states: ['open'], filter, keys }, at)
  const wanted = new Set(repositories)
  const youngOf = groupBy(young, (row) => `${row.repository} ${row.team} ${row.decisionKind}`)
  const older = cells.flatMap(({ keys: [repository, team = null, kind], count }) => {
    if (!repository || !wanted.has(repository)) return []
    const decisionKind = kind ?? ''
    const own = youngOf.get(`${repository} ${team} ${decisionKind}`) ?? []
    const left = own.reduce((rest, row) => rest - row.count, count)
    return left > 0 ? [{ repository, team, decisionKind, days: MOST, count: left }] : []
  })
  return [
    ...young.map(({ repository, team, decisionKind, days, count }) => {
      return { repository: repository ?? '', team, decisionKind, days, count }
    }),
    ...older,
  ]
}
