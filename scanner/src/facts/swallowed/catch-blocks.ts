import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { isTestFile } from '../test-files'
import { defaultText, returnsData } from './defaults'
import {
  IGNORED_NAME,
  isCapturing,
  isLogging,
  isSmallIdiom,
  ORDINARY_ERRORS,
  PARSER_NAME,
  reasonBeside,
  SERIOUS_ERRORS,
  statementsOf,
} from './idioms'
import { swallowedCommented, swallowedDefault, swallowedEmpty } from './rules'

/** A catch clause in the terms that all languages share. */
interface Handler {
  clause: SyntaxNode
  body: SyntaxNode | null
  tried: SyntaxNode | null
  /** Variable the error is bound to. */
  name: string
  /** Error types caught; empty when everything is. */
  types: string[]
}

function handlerOf(clause: SyntaxNode): Handler {
  const tried = clause.parent?.child('body') ?? null
  if (clause.type === 'except_clause') {
    const value = clause.child('value')
    const caught = value?.type === 'as_pattern' ? value.children[0] : value
    const types = caught?.type === 'tuple' ? caught.children : caught ? [caught] : []
    return {
      clause,
      body: clause.first('block'),
      tried,
      name: value?.child('alias')?.text ?? '',
      types: types.map((type) => type.text),
    }
  }
  const parameter = clause.first('catch_formal_parameter')
  const types = parameter?.first('catch_type')?.text.split('|') ?? []
  return {
    clause,
    body: clause.child('body'),
    tried,
    name: (parameter?.child('name') ?? clause.child('parameter'))?.text ?? '',
    types: types.map((type) => type.trim()),
  }
}

const NOTHING = /^(pass|continue|\.\.\.|;|continue;)$/

function isGeneral(handler: Handler): boolean {
  const { types } = handler
  if (types.length === 0) return true
  return types.some((type) => SERIOUS_ERRORS.test(type) && !ORDINARY_ERRORS.test(type))
}

function isNamedFree(text: string, name: string): boolean {
  return name === '' || !new RegExp(`\\b${name.replace(/\W/g, '')}\\b`).test(text)
}

/** A comment that is a reason, also one that stands behind the clause's own line. */
function hasComment(handler: Handler): boolean {
  if (reasonBeside(handler.clause)) return true
  for (const node of handler.clause.descendants()) if (node.type.endsWith('comment')) return true
  return false
}

/** A function whose job is to read a value: failing is one of its answers. */
function isParser(node: SyntaxNode, ctx: DetectorContext): boolean {
  const symbol = ctx.symbol(node)
  return PARSER_NAME.test(symbol.slice(symbol.lastIndexOf('.') + 1))
}

/** Scripts can only fail from outside where they wait; the rest of a `try` is parsing and arithmetic. */
function mayFailOutside(handler: Handler, ctx: DetectorContext): boolean {
  if (['python', 'java', 'go'].includes(ctx.language)) return true
  for (const node of handler.tried?.descendants() ?? []) {
    if (node.type === 'await_expression') return true
    if (node.type === 'call_expression' && /(Sync|^fetch)$/.test(ctx.callee(node))) return true
  }
  return false
}

function visitEmpty(handler: Handler, ctx: DetectorContext): void {
  const python = ctx.language === 'python'
  const { clause, name, types } = handler
  if (python && types.length > 0 && !types.some((type) => /^(Base)?Exception$/.test(type))) return
  if (types.length > 0 && types.every((type) => ORDINARY_ERRORS.test(type))) return
  if (isSmallIdiom(handler.tried) || isParser(clause, ctx)) return
  if (hasComment(handler)) {
    ctx.report(swallowedCommented, clause, {
      message: 'An error is caught and dropped; only a comment says why.',
    })
    return
  }
  if (IGNORED_NAME.test(name)) return
  ctx.report(swallowedEmpty, clause, {
    message: 'An error is caught and dropped: nothing handles it, nothing records it.',
    data: { caught: types.length > 0 ? types : ['everything'] },
  })
}

function visitDefault(handler: Handler, statements: SyntaxNode[], ctx: DetectorContext): void {
  const { clause, body, name, types } = handler
  const last = statements.at(-1)
  if (last?.type !== 'return_statement' || !body) return
  const value = last.children.find((child) => !child.type.endsWith('comment'))
  const fallback = defaultText(value)
  if (fallback === undefined || !isGeneral(handler)) return
  if (!statements.slice(0, -1).every((statement) => isLogging(statement.text))) return
  const text = body.text
  if (!isNamedFree(text, name) || isCapturing(text) || isSmallIdiom(handler.tried)) return
  if (isParser(clause, ctx) || !mayFailOutside(handler, ctx)) return
  const symbol = ctx.symbol(clause)
  if (!returnsData(clause, symbol.slice(symbol.lastIndexOf('.') + 1), fallback)) return
  ctx.report(swallowedDefault, clause, {
    message: `An error becomes \`${fallback}\`: callers cannot tell "failed" from "nothing there".`,
    data: { fallback, caught: types.length > 0 ? types : ['everything'] },
    ...(hasComment(handler) ? { level: 'note' as const } : {}),
  })
}

/** `catch` and `except` clauses of TypeScript, JavaScript, Java and Python. */
export const catchBlocks: Detector = {
  rules: [swallowedEmpty, swallowedCommented, swallowedDefault],
  nodeTypes: ['catch_clause', 'except_clause'],
  visit(node, ctx) {
    if (isTestFile(ctx)) return
    const handler = handlerOf(node)
    const statements = statementsOf(handler.body)
    if (statements.every((statement) => NOTHING.test(statement.text))) visitEmpty(handler, ctx)
    else visitDefault(handler, statements, ctx)
  },
}
