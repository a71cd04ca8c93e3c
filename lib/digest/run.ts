import { randomUUID } from 'node:crypto'
import { type Delivering, deliver } from './deliver'
import { lastDue } from './schedule'
import { claim, type Ended, readSubscriptions, type Stored, settle, settleLost } from './store'

/** What is this late was missed: nobody wants Monday's digest on Friday. */
const LATE_MS = 24 * 3_600_000

export interface Told extends Ended {
  subscription: string
  slot: string
}

/**
 * Sends every digest that is due and that nobody else has taken; one after the other. The same for
 * the built-in clock, for cron, and for as many replicas as there are.
 */
export async function sendDue(context: Delivering, now: Date): Promise<Told[]> {
  const { pool } = context
  await settleLost(pool)
  const told: Told[] = []
  for (const subscription of await readSubscriptions(pool)) {
    const { at, slot } = lastDue(subscription, now)
    if (subscription.pausedAt || at < subscription.since) continue
    if (!(await claim(pool, subscription.id, slot))) continue
    const late = now.getTime() - at.getTime() > LATE_MS
    const ended = late ? MISSED : await outcomeOf(context, subscription, at, slot)
    await settle(pool, subscription.id, slot, ended)
    told.push({ subscription: subscription.id, slot, ...ended })
  }
  return told
}

/** Sends one at once, whatever its day and whether or not anything changed. */
export async function sendNow(context: Delivering, id: string, now: Date): Promise<Told | null> {
  const { pool } = context
  const [subscription] = await readSubscriptions(pool, id)
  const slot = `now ${randomUUID()}`
  if (!subscription || !(await claim(pool, id, slot))) return null
  const ended = await outcomeOf(context, subscription, now, slot, true)
  await settle(pool, id, slot, ended)
  return { subscription: id, slot, ...ended }
}

const MISSED: Ended = {
  ...{ state: 'missed', attempts: 0 },
  reason: 'Nothing was running when it was due, nor in the day after it.',
}

/** What cannot be counted is said too: a claim must not be left without an end. */
async function outcomeOf(
  context: Delivering,
  subscription: Stored,
  at: Date,
  slot: string,
  always?: boolean,
): Promise<Ended> {
  const delivery = `digest.${subscription.id}.${slot.replaceAll(' ', '-')}`
  try {
    return await deliver(context, subscription, at, delivery, always)
  } catch (error) {
    console.error(error)
    const reason = 'The digest could not be made; the log of the server has the reason.'
    return { state: 'failed', attempts: 0, reason }
  }
}
