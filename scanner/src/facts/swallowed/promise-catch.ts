import type { Detector, SyntaxNode } from '../detector'
import { isTestFile } from '../test-files'
import { defaultText } from './defaults'
import { isSmallPromise, reasonBeside } from './idioms'
import { swallowedCommented, swallowedDefault, swallowedEmpty } from './rules'

const STANDS_ALONE = new Set(['expression_statement', 'await_expression', 'unary_expression'])

/** The result is used: bound, returned or passed on. */
function isUsed(call: SyntaxNode): boolean {
  let node = call.parent
  while (node && (STANDS_ALONE.has(node.type) || node.type === 'parenthesized_expression')) {
    if (node.type === 'expression_statement') return false
    node = node.parent
  }
  return node !== null
}

function comment(node: SyntaxNode): boolean {
  if (reasonBeside(node)) return true
  for (const inner of node.descendants()) if (inner.type === 'comment') return true
  return false
}

/**
 * In components a dropped rejection mostly belongs to a mutation that shows its own error; only
 * requests made on the spot are told.
 */
function isHandledElsewhere(call: SyntaxNode, language: string): boolean {
  return language === 'tsx' && !/\b(fetch|axios|ky|got)\b/.test(call.text)
}

/** `promise.catch(() => {})` and `promise.catch(() => null)`. */
export const promiseCatch: Detector = {
  rules: [swallowedEmpty, swallowedCommented, swallowedDefault],
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['call_expression'],
  visit(call, ctx) {
    const target = call.child('function')
    if (target?.type !== 'member_expression' || target.child('property')?.text !== 'catch') return
    const list = call.child('arguments')
    const handler = list?.children.find((child) => child.type !== 'comment')
    if (!list || !handler || isTestFile(ctx)) return
    const isFunction = /^(arrow_function|function_expression)$/.test(handler.type)
    if (!isFunction && !/^(noop|_\.noop|lodash\.noop)$/.test(handler.text)) return
    const body = handler.child('body')
    const statements = body?.type === 'statement_block' ? body.children : []
    const isBlock = body?.type === 'statement_block' || !isFunction
    const fallback = isBlock ? undefined : defaultText(body)
    const region = call.region
    const where = region.endLine - region.startLine > 3 ? { region: handler } : {}
    const empty = isBlock && statements.every((child) => child.type === 'comment')
    if (!empty && fallback === undefined) return
    if (isSmallPromise(call.text) || isHandledElsewhere(call, ctx.language)) return
    if (!empty && fallback !== undefined && isUsed(call) && !/undefined|void/.test(fallback)) {
      ctx.report(swallowedDefault, call, {
        message: `A rejected promise becomes \`${fallback}\`: callers cannot tell "failed" from "nothing there".`,
        data: { fallback, caught: ['everything'] },
        ...(comment(list) ? { level: 'note' as const } : {}),
        ...where,
      })
      return
    }
    if (comment(list)) {
      ctx.report(swallowedCommented, call, {
        message: 'A rejected promise is dropped; only a comment says why.',
        ...where,
      })
      return
    }
    ctx.report(swallowedEmpty, call, {
      message: 'A rejected promise is dropped: nothing handles it, nothing records it.',
      data: { caught: ['everything'] },
      ...where,
    })
  },
}
