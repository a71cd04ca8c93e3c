import type { Client } from '@/lib/db/database'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { reaches } from './reaches'
import { nextDue } from './schedule'
import { mailSettings } from './send/mail'
import { readLastSendings, readSubscriptions } from './store'
import type { Digests } from './types'

/** Digests as people may see them: without addresses and secrets, with how the last one went. */
export async function listDigests(db: Client, now: Date): Promise<Digests> {
  const last = await readLastSendings(db)
  const mail = mailSettings()
  const subscriptions = (await readSubscriptions(db)).map((stored) => {
    const { id, teamId, team, channel, weekday, hour, timeZone, always, pausedAt } = stored
    const sending = last.get(id)
    return {
      id,
      ...(teamId === null ? {} : { team: { id: teamId, name: team ?? 'a team that is gone' } }),
      ...{ channel, reaches: reaches(channel, stored.target), weekday, hour, timeZone, always },
      paused: pausedAt !== null,
      ...(pausedAt === null ? { next: nextDue(stored, now).toISOString() } : {}),
      ...(sending ? { last: sending } : {}),
      by: stored.actorName,
    }
  })
  return {
    subscriptions,
    mail: typeof mail === 'string' ? { missing: mail } : { from: mail.from },
    timeZone: await getTimeZone(db),
  }
}
