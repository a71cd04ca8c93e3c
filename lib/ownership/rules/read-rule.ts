import * as z from 'zod'
import { readPattern } from '../candidates/rules'
import { ownerInput, reasonText } from '../read-text'

/** The body of a rule. */
export const ruleShape = z.strictObject({
  repository: z.string().min(1).max(1000).optional(),
  pattern: z
    .string('must be text')
    .max(1000, 'must have at most 1000 characters')
    .refine((text) => !/[\s\0]/.test(text), 'must not contain white space')
    .refine((text) => readPattern(text).rules.length === 1, 'is no pattern as CODEOWNERS has them'),
  decisionKind: z
    .string()
    .max(100)
    .regex(/^[a-z][a-z-]*$/, 'must be a kind of decision')
    .optional(),
  owner: ownerInput,
  reason: reasonText.optional(),
})
