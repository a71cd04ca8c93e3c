import type pg from 'pg'
import type { Client } from '@/lib/db/database'
import { getEvents } from '@/lib/events/get-events'
import { listFindings } from '@/lib/findings/list-findings'
import { weekBuckets } from '@/lib/trends/buckets'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { getTrends } from '@/lib/trends/get-trends'
import { type Filter, MEASURES } from '@/lib/trends/types'
import { canonicalJson } from './canonical'
import { askedWeek } from './choose-week'
import { weeksBack } from './get-review'
import { getWeekly } from './get-weekly'
import type { Person } from './kept/actions'
import { keepClosed } from './kept/closed'
import { readChanged } from './queries/changed'
import { scopeOf } from './scope'
import type { Restated, WeeklyReview } from './types'

/** Weeks of the charts, rows of the lists and series that a closed review keeps. */
const WEEKS = 26
const ROWS = 8
const SERIES = 30

/**
 * Closes the review of a week and scope: the page as it is now, and never another. Returns the
 * stored bytes. Throws ReviewClosed where it is closed already, WeekError for a week that is none.
 */
export function closeReview(
  pool: pg.Pool,
  person: Person,
  { week, filter }: { week: string; filter: Filter },
): Promise<string> {
  return keepClosed(pool, person, week, scopeOf(filter), async (client, at) =>
    canonicalJson(await readPage(client, { week, filter, now: at }, person.name)),
  )
}

async function readPage(
  db: Client,
  query: { week: string; filter: Filter; now: Date },
  by: string,
): Promise<WeeklyReview> {
  const { filter, now } = query
  const page = await getWeekly(db, query)
  const timeZone = await getTimeZone(db)
  const from = weeksBack(askedWeek(query.week, now, timeZone), WEEKS).from
  const to = weekBuckets(from, new Date(page.week.to), now, timeZone).at(-1)?.at ?? now
  const [charts, lists]: [
    NonNullable<WeeklyReview['closed']>['charts'],
    NonNullable<WeeklyReview['closed']>['lists'],
  ] = [[], []]
  for (const { measure, causes } of page.measures) {
    const range = { from, to, now, timeZone }
    const trends = await getTrends(db, { measure, by: 'service', filter, ...range })
    charts.push({ ...trends, series: trends.series.slice(0, SERIES) })
    const fresh = causes.drift.appeared > 0
    const change = fresh ? ({ change: 'appeared' } as const) : {}
    const drift = fresh ? ({ since: page.week.since, cause: 'drift', ...change } as const) : {}
    const list = { ...filter, measure, at: page.week.at, limit: ROWS, ...drift }
    lists.push({ measure, ...change, page: await listFindings(db, list) })
  }
  const changed = await readChanged(db, filter, new Date(page.week.since), new Date(page.week.at))
  const events = await getEvents(db, { filter, from, to })
  return { ...page, closed: { at: now.toISOString(), by, charts, lists, changed, events } }
}

/** What would be different if the closed week were counted today. */
export function restatedSince(closed: WeeklyReview, now: WeeklyReview): Restated[] {
  return MEASURES.flatMap((measure) => {
    const [then, today] = [closed, now].map((page) =>
      page.measures.find((m) => m.measure === measure),
    )
    if (!then || !today) return []
    const values = {
      value: [then.value, today.value],
      appeared: [then.appeared, today.appeared],
      gone: [then.gone, today.gone],
    } as const
    const differs = Object.values(values).some(([a, b]) => a !== b)
    return differs ? [{ measure, ...values }] : []
  })
}
