import type pg from 'pg'
import { withQuery } from '@/lib/client/urls'
import { getWeekly } from '@/lib/review/get-weekly'
import { readClosed } from '@/lib/review/kept/closed'
import { scopeOf } from '@/lib/review/scope'
import type { WeeklyReview } from '@/lib/review/types'
import { previousWeek, weekOf } from '@/lib/time/weeks'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { mailBody } from './format/mail'
import { slackBody } from './format/slack'
import { teamsBody } from './format/teams'
import { hasNews, messageOf } from './message'
import { mailSettings, sendMail } from './send/mail'
import type { Outcome } from './send/outcome'
import { repeated } from './send/repeat'
import { postWebhook } from './send/webhook'
import type { Ended, Stored } from './store'
import { whoseIs } from './team'
import type { Message } from './types'

export interface Delivering {
  pool: pg.Pool
  env?: NodeJS.ProcessEnv
  wait?: (ms: number) => Promise<unknown>
  timeoutMs?: number
}

/**
 * Makes and sends the digest of the last full week before `at`; as it was closed, where it was.
 * `delivery` names this message for whoever receives it. Never throws for what a channel does.
 */
export async function deliver(
  context: Delivering,
  subscription: Stored,
  at: Date,
  delivery: string,
  always = subscription.always,
): Promise<Ended> {
  const whose = await whoseIs(context.pool, subscription)
  if ('gone' in whose) return { state: 'failed', attempts: 0, reason: whose.gone }
  const review = await readReview(context.pool, whose.filter, at)
  if (!always && !hasNews(review)) {
    return { state: 'quiet', attempts: 0, reason: `Nothing changed in ${review.week.id}.` }
  }
  const link = withQuery(`${baseUrl(context.env)}/review/${review.week.id}`, whose.filter)
  return send(context, subscription, messageOf(review, whose.team, link), delivery)
}

async function readReview(
  pool: pg.Pool,
  filter: { team?: string },
  at: Date,
): Promise<WeeklyReview> {
  const week = previousWeek(weekOf(at, await getTimeZone(pool))).id
  const closed = await readClosed(pool, week, scopeOf(filter))
  if (closed) return JSON.parse(closed) as WeeklyReview
  return getWeekly(pool, { week, filter, now: at })
}

function send(
  { env, wait, timeoutMs }: Delivering,
  { channel, target, secret }: Stored,
  message: Message,
  delivery: string,
): Promise<Outcome> {
  if (channel === 'email') {
    const settings = mailSettings(env)
    if (typeof settings === 'string') {
      return Promise.resolve({ state: 'failed', attempts: 0, reason: settings })
    }
    const mail = { ...mailBody(message), to: target, delivery }
    return repeated(() => sendMail(settings, mail, timeoutMs), wait)
  }
  const body = channel === 'slack' ? slackBody(message) : teamsBody(message)
  const hook = { url: target, secret: secret ?? '', delivery, ...(timeoutMs ? { timeoutMs } : {}) }
  return repeated(() => postWebhook(hook, body), wait)
}

/** Where people reach Plumbline, for links. */
function baseUrl(env: NodeJS.ProcessEnv = process.env): string {
  const said = env.PLUMBLINE_URL?.trim().replace(/\/+$/, '')
  return said || `http://127.0.0.1:${env.PORT?.trim() || '3000'}`
}
