import type pg from 'pg'
import * as z from 'zod'
import { HttpProblem } from '@/lib/http/problem'
import { filterShape, readFilter } from '@/lib/http/read-filter'
import { readQuery } from '@/lib/http/read-query'
import { permit } from '@/lib/people/permission'
import type { Person } from '@/lib/people/principal'
import { NO_TEAM } from '@/lib/trends/conditions'
import { getTimeZone } from '@/lib/trends/get-time-zone'
import { type Filter, MEASURES } from '@/lib/trends/types'
import { askedWeek } from './choose-week'
import { closeReview } from './close'
import { type About, addAction, isGroupKey, setDone } from './kept/actions'
import { addNote, setReviewed } from './kept/notes'
import { scopeOf } from './scope'

const said = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must say something')
    .max(most, `must have at most ${most} characters`)
    .refine((text) => !text.includes('\0'), 'must not contain U+0000')

const review = {
  week: said(10),
  scope: z
    .string()
    .max(2000)
    .refine((text) => !text.includes('\0')),
}
const about = {
  ...review,
  measure: z.enum(MEASURES),
  by: z.enum(['service', 'team']),
  key: said(100),
}

/** Keys are read as ids ever after; one that is none must not be kept. */
const ofGroup = ({ by, key }: Pick<About, 'by' | 'key'>) => isGroupKey(by, key)
const groupKey = {
  path: ['key'],
  message: `must be the id of a service or team, or “${NO_TEAM}” where by is team`,
}
const day = z.iso.date('must be a day like 2026-11-27')

/** What can be done in a review. */
export const actShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('note'), ...about, text: said(4000) }).refine(ofGroup, groupKey),
  z
    .strictObject({ kind: z.literal('mark'), ...about, reviewed: z.boolean() })
    .refine(ofGroup, groupKey),
  z
    .strictObject({
      kind: z.literal('action'),
      ...about,
      label: said(500),
      text: said(2000),
      owner: said(300),
      due: day,
      baseAt: z.iso.datetime({ offset: true }),
    })
    .refine(ofGroup, groupKey),
  z.strictObject({ kind: z.literal('done'), id: z.uuid(), done: z.boolean() }),
  z.strictObject({ kind: z.literal('close'), ...review }),
])

/**
 * Does it, with its audit row, in one transaction. Throws ReviewClosed, WeekError and HttpProblem
 * for a scope or an action that is not known, and where closing is not for this person.
 */
export async function performReviewAct(
  pool: pg.Pool,
  person: Person,
  act: z.output<typeof actShape>,
): Promise<{ id?: string }> {
  if (act.kind === 'done') {
    if (await setDone(pool, person, act.id, act.done)) return { id: act.id }
    throw new HttpProblem(404, 'There is no such action.')
  }
  askedWeek(act.week, new Date(), await getTimeZone(pool))
  if (act.kind === 'close') permit(person, 'lead')
  const filter = await readScope(pool, act.scope, person)
  const target = { ...act, scope: scopeOf(filter) }
  if (target.kind === 'note') return addNote(pool, person, target, target.text)
  if (target.kind === 'action') return addAction(pool, person, target)
  if (target.kind === 'mark') {
    await setReviewed(pool, person, target, target.reviewed)
    return {}
  }
  await closeReview(pool, person, { week: act.week, filter })
  return {}
}

/** The filter that a scope names, checked as the parameters of a query are. */
function readScope(pool: pg.Pool, scope: string, person: Person): Promise<Filter> {
  const asked = new Request(`http://scope.invalid/?${new URLSearchParams(scope)}`)
  return readFilter(pool, readQuery(asked, filterShape), person)
}
