import * as z from 'zod'
import { ownerKey } from '@/lib/ownership/owner'
import { PASSWORD_AT_LEAST, PASSWORD_AT_MOST, ROLES } from './types'

const text = (most: number) =>
  z
    .string('must be text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`)
    // Control characters, and those that turn the direction of what follows.
    .refine((value) => !/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(value), 'must be plain text')

const email = text(254).toLowerCase().pipe(z.email('must be an address such as ann@example.com'))

const password = z
  .string('must be text')
  .min(PASSWORD_AT_LEAST, `must have at least ${PASSWORD_AT_LEAST} characters`)
  .max(PASSWORD_AT_MOST, `must have at most ${PASSWORD_AT_MOST} characters`)
  .refine((value) => new Set(value).size > 4, 'must not be the same few characters over and over')

const handle = text(100)
  .regex(/^@?[^\s@/]+$/, 'must be like @ann: a person’s, not a team’s')
  .transform((value) => `@${ownerKey(value)}`)
  .nullable()

const teams = z
  .array(z.strictObject({ name: text(200), leads: z.boolean() }), 'must be a list')
  .max(100, 'must be at most 100')

const role = z.enum(ROLES, `must be one of ${ROLES.join(', ')}`)

/** The body of a new person. */
export const personShape = z.strictObject({
  name: text(200),
  email,
  handle: handle.default(null),
  role: role.default('viewer'),
  teams: teams.default([]),
})

/** The body of a change. */
export const changeShape = z.strictObject({
  name: text(200).optional(),
  email: email.optional(),
  handle: handle.optional(),
  role: role.optional(),
  teams: teams.optional(),
  disabled: z.boolean().optional(),
})

/** The body of a one-time link's use. */
export const useShape = z.strictObject({
  key: z.string().max(200),
  name: text(200).optional(),
  email: email.optional(),
  password,
})
