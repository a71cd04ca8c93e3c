import * as z from 'zod'
import { repositoryName } from '@/lib/sarif/repository-name'
import { SCOPES } from '../types'

const DAYS_AT_MOST = 366

const text = (most: number) =>
  z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    .refine((value) => !value.includes('\0'), 'must not contain U+0000')

/** The body of a new token. */
export const tokenShape = z.strictObject({
  name: text(100),
  repository: text(500)
    .transform(repositoryName)
    .refine((name) => name !== '', 'must name a repository'),
  scopes: z
    .array(z.enum(SCOPES, `must be of ${SCOPES.join(', ')}`))
    .min(1, 'must have at least one')
    .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
  /** From now. */
  days: z
    .int('must be a number of days')
    .min(1, 'must be at least 1')
    .max(DAYS_AT_MOST, `must be at most ${DAYS_AT_MOST}: every token ends`),
})
