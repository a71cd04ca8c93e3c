import * as z from 'zod'
import { VIEW_NAME_AT_MOST, VIEW_PAGES, VIEW_QUERY_AT_MOST } from './types'

const text = (length: number) =>
  z
    .string('must be text')
    .trim()
    .max(length, `must have at most ${length} characters`)
    .refine((value) => !value.includes('\0'), 'must not contain U+0000')

const name = text(VIEW_NAME_AT_MOST).min(1, 'must not be empty')

/** Body of a new view: of which table, its name, the parameters of the URL, for whom. */
export const newViewShape = z.strictObject({
  page: z.enum(VIEW_PAGES, { error: `must be one of ${VIEW_PAGES.join(', ')}` }),
  name,
  query: text(VIEW_QUERY_AT_MOST),
  shared: z.boolean('must be true or false').default(false),
})

/** Body of a change: another name. */
export const renameShape = z.strictObject({ name })
