import * as z from 'zod'
import { ownerName } from '../read-text'

const change = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rename'), from: ownerName, to: ownerName }),
  z.strictObject({
    kind: z.literal('merge'),
    from: z.array(ownerName).min(1, 'must name a team').max(50, 'must be at most 50'),
    to: ownerName,
  }),
  z.strictObject({
    kind: z.literal('split'),
    from: ownerName,
    parts: z
      .array(
        z.strictObject({
          to: ownerName,
          services: z
            .array(z.uuid('must be ids of services'))
            .min(1, 'must name a service')
            .max(500),
        }),
      )
      .min(1, 'must have a part')
      .max(50, 'must be at most 50'),
    rest: ownerName.optional(),
  }),
  z.strictObject({ kind: z.literal('dissolve'), from: ownerName }),
  z.strictObject({ kind: z.literal('leave'), from: ownerName, to: ownerName.optional() }),
])

/** The body of a reorganisation. */
export const reorganisationShape = z.strictObject({
  change,
  preview: z.boolean().optional(),
  expected: z.string().max(100).optional(),
})
