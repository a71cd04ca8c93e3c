import * as z from 'zod'
import { MEASURES } from '@/lib/trends/types'

const whole = (least: number, most: number) =>
  z
    .number('must be a whole number')
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)

const measure = z.enum(MEASURES, { error: `must be one of ${MEASURES.join(', ')}` })
const most = whole(0, 1_000_000)
const text = (length: number) =>
  z
    .string('must be text')
    .trim()
    .max(length, `must have at most ${length} characters`)
    .refine((value) => !value.includes('\0'), 'must not contain U+0000')

/** What a budget may demand. */
const ruleShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('retries'),
    measure: z.literal('duplicated-retries').default('duplicated-retries'),
    // A path with fewer layers than two is no finding, so no limit below one can be told from it.
    layers: whole(1, 100),
    attempts: whole(1, 1_000_000),
  }),
  z.strictObject({
    kind: z.literal('unowned'),
    measure: z.literal('unowned-decisions').default('unowned-decisions'),
    days: whole(0, 3650),
    most: most.default(0),
  }),
  z.strictObject({ kind: z.literal('most'), measure, most }),
  z.strictObject({ kind: z.literal('falls'), measure }),
])

/** Body of a new budget: whose, what, from when (a day or instant; now unless given) and why. */
export const newBudgetShape = z.strictObject({
  by: z.enum(['team', 'service'], { error: 'must be team or service' }),
  key: text(300).min(1, 'must name a team or service'),
  rule: ruleShape,
  from: text(40).optional(),
  reason: text(2000).optional(),
})

/** Body of a change: the version that was seen, and the numbers from then on. */
export const changeShape = z.strictObject({
  seen: whole(1, 1_000_000),
  rule: ruleShape,
  from: text(40).optional(),
  reason: text(2000).optional(),
})

/** Body of an end. */
export const endShape = z.strictObject({
  seen: whole(1, 1_000_000),
  to: text(40).optional(),
  reason: text(2000).optional(),
})
