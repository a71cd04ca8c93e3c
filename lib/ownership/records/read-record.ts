import * as z from 'zod'
import { oneTarget, oneTargetSaid, targetShape } from '../acts/read-deed'
import { longText, reasonText } from '../read-text'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2027-05-22')
  .refine((text) => {
    const time = Date.parse(text)
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  }, 'must be a day that exists')

/** A link that a page may show, or a path inside the repository. */
const adr = reasonText.refine(
  (text) => /^https?:\/\/\S+$/.test(text) || /^(?![a-z][a-z0-9+.-]*:)[^\s]+$/i.test(text),
  'must be an http(s) link or a path in the repository',
)

/** The body of a record. */
export const recordShape = z
  .strictObject({
    ...targetShape,
    record: z.strictObject({
      invariants: longText.optional(),
      failureModes: longText.optional(),
      assumptions: longText.optional(),
      dataOwnership: longText.optional(),
      reviewOn: day.optional(),
      adr: adr.optional(),
    }),
    expected: z.string().max(40).optional(),
  })
  .refine(oneTarget, oneTargetSaid)
