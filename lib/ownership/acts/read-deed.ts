import * as z from 'zod'
import { HttpProblem } from '@/lib/http/problem'
import { parseInstant } from '@/lib/time/instants'
import { ownerKey, ownerOf } from '../owner'
import { POLICY } from '../policy'
import { ownerInput, ownerName, reasonText } from '../read-text'
import { ACTS, AGE_BANDS, FINDINGS_AT_MOST, type OwnerRef } from '../types'
import type { Deed } from './decide'

const DAY = 86_400_000
const many = `must be a list of 1 to ${FINDINGS_AT_MOST} ids`

/** Which decisions are meant: by id, or a group of the inbox. */
export const targetShape = {
  findings: z
    .array(z.uuid('must be ids of findings'), many)
    .min(1, many)
    .max(FINDINGS_AT_MOST, many)
    .optional(),
  group: z
    .strictObject({
      key: z.string().max(20_000, 'is too long'),
      filter: z
        .strictObject({
          age: z.enum(AGE_BANDS).optional(),
          candidate: ownerName.optional(),
          status: z.enum(['unowned', 'proposed', 'rejected']).optional(),
        })
        .optional(),
    })
    .optional(),
}

export const oneTarget = (body: { findings?: unknown; group?: unknown }): boolean =>
  (body.findings === undefined) !== (body.group === undefined)
export const oneTargetSaid = 'give either `findings` or `group`'

/** The body of an act. */
export const actShape = z
  .strictObject({
    act: z.enum(ACTS, `must be one of ${ACTS.join(', ')}`),
    ...targetShape,
    owner: ownerInput.optional(),
    others: z.array(ownerInput).max(20, 'must be at most 20').optional(),
    reason: reasonText.optional(),
    until: z.string('must be a date or an instant').optional(),
    approver: ownerName.optional(),
    expected: z.int('must be the `stamp` that was shown').min(0).optional(),
  })
  .refine(oneTarget, oneTargetSaid)

/**
 * The act as it can be decided on, with what policy adds. Throws HttpProblem 400 for what fits no
 * act: a missing owner or reason, an end in the past.
 */
export function readDeed(
  body: z.output<typeof actShape>,
  context: { now: Date; timeZone: string; teams: ReadonlySet<string>; actor: string },
): Deed {
  const { act, expected } = body
  const owner = body.owner === undefined ? undefined : refOf(body.owner, context.teams)
  if (!owner && (act === 'propose' || act === 'hand-on')) bad('owner', 'is needed: to whom?')
  const reason = body.reason || null
  if (act === 'accept' && reason === null) bad('reason', 'is needed: why may it stay as it is?')
  if (act !== 'accept' && body.until !== undefined) bad('until', 'belongs to `accept` alone')
  const others = (body.others ?? [])
    .map((other) => refOf(other, context.teams))
    .filter(({ name }) => !owner || ownerKey(name) !== ownerKey(owner.name))
  return {
    act,
    owner,
    others,
    reason,
    until: act === 'accept' ? endOf(body.until, context) : null,
    approver: act === 'accept' ? (body.approver ?? context.actor) : null,
    expected,
  }
}

function endOf(text: string | undefined, { now, timeZone }: { now: Date; timeZone: string }) {
  if (text === undefined) return now.getTime() + POLICY.acceptanceDays * DAY
  const until = parseInstant(text, 'end', timeZone)?.getTime()
  if (until === undefined) {
    return bad('until', 'must be a date (2027-02-20) or instant (2027-02-20T09:00:00Z)')
  }
  if (until <= now.getTime()) bad('until', 'must be in the future')
  const days = POLICY.acceptanceDaysAtMost
  if (until > now.getTime() + days * DAY) bad('until', `must be at most ${days} days from now`)
  return until
}

function refOf(given: string | OwnerRef, teams: ReadonlySet<string>): OwnerRef {
  return typeof given === 'string' ? ownerOf(given, teams) : given
}

function bad(path: string, message: string): never {
  throw new HttpProblem(400, `${path}: ${message}`, [{ path, message }])
}
