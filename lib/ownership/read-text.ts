import * as z from 'zod'
import { storable } from '@/lib/sarif/text'

const KB64 = 65_536

/** Free text up to 64 KB of UTF-8; U+0000 and half surrogate pairs become U+FFFD, as in scans. */
export const longText = z
  .string('must be text')
  .transform((text) => storable(text).trim())
  .refine((text) => Buffer.byteLength(text) <= KB64, 'must have at most 64 KB')

/** A sentence or two. */
export const reasonText = z
  .string('must be text')
  .transform((text) => storable(text).trim())
  .refine((text) => text.length <= 2000, 'must have at most 2000 characters')

/** The name of an owner, a team or a person. */
export const ownerName = z
  .string('must be one name; further owners go into `others`')
  .transform((text) => storable(text).trim())
  .refine((text) => /^[^\p{C}]{1,200}$/u.test(text), 'must have 1 to 200 printable characters')

/** `@acme/billing`, or with its kind. Exactly one: two owners at once are refused here. */
export const ownerInput = z.union(
  [ownerName, z.strictObject({ kind: z.enum(['team', 'person']), name: ownerName })],
  {
    error: (issue) =>
      Array.isArray(issue.input)
        ? 'must be exactly one: one is accountable, further owners go into `others`'
        : 'must be a name of 1 to 200 printable characters, or { kind, name }',
  },
)
