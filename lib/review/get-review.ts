import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { nextWeek, previousWeek, type Week, WeekError, weekOf } from '@/lib/time/weeks'
import { weekBuckets } from '@/lib/trends/buckets'
import { readDirectory } from '@/lib/trends/directory'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { readReach } from '@/lib/trends/queries/streams'
import { readToolKinds } from '@/lib/trends/queries/tools'
import { streamsWithin } from '@/lib/trends/relevance'
import type { Filter } from '@/lib/trends/types'
import { assembleReview, type ReviewInput } from './assemble'
import { askedWeek, newestWeek } from './choose-week'
import { readPending } from './queries/pending'
import { readNumbers } from './read-numbers'
import type { Review } from './types'

export interface ReviewQuery {
  /** ISO week, `2026-W47`; default the newest that a scan within the filter speaks for. */
  week?: string
  filter: Filter
  now: Date
}

/** Weeks in the small charts. */
const SPARK = 12

/** The weekly review: what changed, where and why. Throws WeekError for a week that is none. */
export function getReview(db: Client, query: ReviewQuery): Promise<Review> {
  return inSnapshot(db, async (client) => assembleReview(await readReviewInput(client, query)))
}

/** The rows of a review, for it and for what is told from the same rows. */
export async function readReviewInput(
  db: Client,
  { week: asked, filter, now }: ReviewQuery,
): Promise<ReviewInput> {
  const timeZone = await getTimeZone(db)
  const directory = await readDirectory(db)
  const tools = await readToolKinds(db, filter)
  const ever = await readReach(db, now)
  const narrowed = filter.rule !== undefined || filter.decisionKind !== undefined
  const relevant = streamsWithin(ever, filter, directory).filter(
    ({ tool }) => !narrowed || tools.some((kind) => kind.tool === tool),
  )
  const week = asked
    ? askedWeek(asked, now, timeZone)
    : (newestWeek(relevant, now, timeZone) ?? weekOf(now, timeZone))
  const buckets = weekBuckets(weeksBack(week, SPARK).from, week.to, now, timeZone)
  const [before, bucket] = [buckets.at(-2), buckets.at(-1)]
  if (!before || !bucket) throw new WeekError(week.id, 'has not begun yet')
  const numbers = await readNumbers(db, filter, buckets, before.at, bucket.at)
  return {
    week: {
      id: week.id,
      from: week.from.toISOString(),
      to: week.to.toISOString(),
      at: bucket.at.toISOString(),
      running: bucket.running,
      previous: previousWeek(week).id,
      ...(bucket.running ? {} : { next: nextWeek(week).id }),
      since: before.at.toISOString(),
    },
    timeZone,
    filter,
    buckets,
    directory,
    tools,
    empty: ever.length === 0,
    ever: relevant,
    pending: await readPending(db),
    ...numbers,
  }
}

/** The week so many weeks before, itself counted. */
export function weeksBack(week: Week, weeks: number): Week {
  let first = week
  for (let i = 1; i < weeks; i++) first = previousWeek(first)
  return first
}
