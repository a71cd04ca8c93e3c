import type { Client } from '@/lib/db/database'
import { inSnapshot, together } from '@/lib/db/snapshot'
import { nextWeek, previousWeek, type Week, WeekError, weekOf } from '@/lib/time/weeks'
import { weekBuckets } from '@/lib/trends/buckets'
import { readDirectory } from '@/lib/trends/directory'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { readReach, readStreams, type StreamCoverage } from '@/lib/trends/queries/streams'
import { readToolKinds } from '@/lib/trends/queries/tools'
import { streamsWithin } from '@/lib/trends/relevance'
import type { Filter } from '@/lib/trends/types'
import {
  assembleReview,
  type FrameInput,
  frameOf,
  type ReviewInput,
  streamsInScope,
} from './assemble'
import { askedWeek, newestWeek } from './choose-week'
import { readPending } from './queries/pending'
import { type Numbers, readNumbers } from './read-numbers'
import type { Review, WeekFrame } from './types'

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
  return inSnapshot(db, async (client) => {
    const frame = await readFrameInput(client, query, SPARK)
    const [numbers, streams] = await together(
      client,
      (one) => readFrameNumbers(one, frame),
      (other) => readStreams(other, frame.buckets),
    )
    return assembleReview(inputOf(frame, numbers, streams))
  })
}

/** The same week without its numbers: what pages need that only choose and link. */
export function getFrame(db: Client, query: ReviewQuery): Promise<WeekFrame> {
  return inSnapshot(db, async (client) => {
    const input = await readFrameInput(client, query, 1)
    return frameOf(input, streamsInScope(input, await readStreams(client, input.buckets)))
  })
}

/** What is counted of the week of a frame, which may go back further than a review does. */
export function readFrameNumbers(db: Client, frame: FrameInput): Promise<Numbers> {
  const { at, since } = frame.week
  return readNumbers(db, frame.filter, sparkOf(frame), new Date(since), new Date(at))
}

/** The rows of a review. `streams`: as they cover the buckets of the frame. */
export function inputOf(
  frame: FrameInput,
  numbers: Numbers,
  streams: readonly StreamCoverage[],
): ReviewInput {
  const buckets = sparkOf(frame)
  const left = frame.buckets.length - buckets.length
  return { ...frame, ...numbers, buckets, streams: withoutFirst(streams, left) }
}

/** The weeks of a frame that small charts have. */
export const sparkOf = ({ buckets }: FrameInput) => buckets.slice(-SPARK)

/** Streams as they cover the buckets but for so many at the beginning. */
function withoutFirst(streams: readonly StreamCoverage[], left: number): StreamCoverage[] {
  return streams.map((stream) => ({
    ...stream,
    buckets: stream.buckets.flatMap(([first, last]): [number, number][] =>
      last < left ? [] : [[Math.max(0, first - left), last - left]],
    ),
  }))
}

/** `weeks`: so many up to the one looked at are its buckets. */
export async function readFrameInput(
  db: Client,
  { week: asked, filter, now }: ReviewQuery,
  weeks: number,
): Promise<FrameInput> {
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
  const buckets = weekBuckets(weeksBack(week, weeks).from, week.to, now, timeZone)
  const bucket = buckets.at(-1)
  if (!bucket) throw new WeekError(week.id, 'has not begun yet')
  return {
    week: {
      id: week.id,
      from: week.from.toISOString(),
      to: week.to.toISOString(),
      at: bucket.at.toISOString(),
      running: bucket.running,
      previous: previousWeek(week).id,
      ...(bucket.running ? {} : { next: nextWeek(week).id }),
      since: previousWeek(week).to.toISOString(),
    },
    timeZone,
    filter,
    buckets,
    directory,
    tools,
    empty: ever.length === 0,
    ever: relevant,
    pending: await readPending(db),
  }
}

/** The week so many weeks before, itself counted. */
export function weeksBack(week: Week, weeks: number): Week {
  let first = week
  for (let i = 1; i < weeks; i++) first = previousWeek(first)
  return first
}
