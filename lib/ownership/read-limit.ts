import * as z from 'zod'

const AT_MOST = 200
const said = `must be a number from 1 to ${AT_MOST}`

/** How many rows a page may have. */
export const limitShape = z
  .string()
  .regex(/^\d{1,3}$/, said)
  .transform(Number)
  .refine((rows) => rows >= 1 && rows <= AT_MOST, said)
