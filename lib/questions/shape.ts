import * as z from 'zod'

const said = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'must say something')
    .max(most, `must have at most ${most} characters`)
    .refine((text) => !text.includes('\0'), 'must not contain U+0000')

/** What is asked of the owners of all layers. */
export const askShape = z.strictObject({
  text: said(2000),
  due: z.iso.date('must be a day like 2026-11-27').optional(),
})

/** Why a question needs no answer any more. */
export const closeShape = z.strictObject({ reason: said(1000) })
