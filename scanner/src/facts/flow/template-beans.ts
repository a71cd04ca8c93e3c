import type { Detector, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { isChained } from '../retry/clients'
import { attemptsOf } from '../retry/knobs'
import { libraryOf } from '../retry/libraries'
import { RETRY_TEMPLATE } from '../retry/libraries-maven-wrappers'
import { isTestFile } from '../test-files'

/** The policy of a template is set after it is made. */
const SETTER = /(^|\.)setRetryPolicy$/
const TYPE = /(^|\.)RetryTemplate$/

/** `@Bean RetryTemplate`: whoever is given one repeats as it says; several that differ tell no number. */
export const templateBeans: Detector = {
  rules: [],
  languages: ['java'],
  nodeTypes: ['method_declaration'],
  visit(node, ctx) {
    if (!TYPE.test(node.child('type')?.text ?? '') || isTestFile(ctx)) return
    const marks = node.first('modifiers')?.children ?? []
    if (!marks.some((one) => /(^|\.)Bean$/.test(ctx.callee(one)))) return
    const rowOf = (made: SyntaxNode | string) => libraryOf('java', ctx.resolveAll(made), ['client'])
    const row = rowOf('RetryTemplate')
    if (!row) return
    const calls = [...node.descendants()].filter((one) => CALLS.has(one.type))
    const made = calls.filter((one) => !isChained(one) && rowOf(one))
    const [first] = made
    const isSet = calls.some((one) => SETTER.test(ctx.callee(one)))
    const count = first && made.length === 1 && !isSet ? attemptsOf(row, first, ctx) : undefined
    // A policy that is not understood may say anything.
    const known = count?.explicit || !/policy|infinite|timeout/i.test(first?.text ?? '')
    const value = known && typeof count?.attempts === 'number' ? count.attempts : null
    const before = ctx.flow.settings?.[RETRY_TEMPLATE]
    const agreed = before === undefined || before === value ? value : null
    ctx.flow.settings = { ...ctx.flow.settings, [RETRY_TEMPLATE]: agreed }
  },
}
