import type { Detector, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { attemptsOf } from '../retry/knobs'
import { libraryOf } from '../retry/libraries'
import { RETRY_TEMPLATE } from '../retry/libraries-maven-wrappers'
import { isTestFile } from '../test-files'

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
    const rowOf = (made: SyntaxNode) => libraryOf('java', ctx.resolveAll(made), ['client'])
    const made = [...node.descendants()].filter((one) => CALLS.has(one.type) && rowOf(one))
    const [first] = made
    const row = first && rowOf(first)
    if (!row) return
    const { attempts } = attemptsOf(row, first, ctx)
    const value = made.length === 1 && typeof attempts === 'number' ? attempts : null
    const before = ctx.flow.settings?.[RETRY_TEMPLATE]
    const agreed = before === undefined || before === value ? value : null
    ctx.flow.settings = { ...ctx.flow.settings, [RETRY_TEMPLATE]: agreed }
  },
}
