import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { FUNCTIONS } from '../symbols'
import { isTestFile } from '../test-files'
import { isCapturing, isLogging, statementsOf } from './idioms'
import { swallowedCommented, swallowedDefault, swallowedEmpty } from './rules'

/** Failure is an answer: parsing, looking up, stat. */
const ORDINARY =
  /\b(strconv|url|time|net|uuid|semver|json|base64|hex|os)\.(Parse\w*|Atoi|Unmarshal|Decode\w*|Stat|Lstat|Getwd|Hostname|UserHomeDir|LookupEnv|Readlink)\b|\.(Parse\w*|Unmarshal|Decode\w*|Close|Remove|Flush)\(/

/** Where the tested error came from: the if's own initializer or the statement before. */
function source(node: SyntaxNode): string {
  const own = node.child('initializer')
  if (own) return own.text
  const siblings = node.parent?.children ?? []
  return siblings[siblings.indexOf(node) - 1]?.text ?? ''
}

function errorOf(condition: SyntaxNode | null): string | undefined {
  return /^(\w*[eE]rr\w*)\s*!=\s*nil$/.exec(condition?.text ?? '')?.[1]
}

function results(from: SyntaxNode): string[] {
  const scope = from.ancestor(FUNCTIONS)
  const result = scope?.child('result')
  if (!result) return []
  return result.type === 'parameter_list' ? result.children.map((one) => one.text) : [result.text]
}

function visitDefault(
  node: SyntaxNode,
  error: string,
  statements: SyntaxNode[],
  ctx: DetectorContext,
): void {
  const last = statements.at(-1)
  if (last?.type !== 'return_statement') return
  const values = last.first('expression_list')?.children ?? []
  const declared = results(node)
  if (values.length === 0 || !values.every((value) => /^(nil|false|""|0)$/.test(value.text))) return
  if (!statements.slice(0, -1).every((statement) => isLogging(statement.text))) return
  const block = node.child('consequence')
  const text = block?.text ?? ''
  if (new RegExp(`\\b${error}\\b`).test(text) || isCapturing(text)) return
  // A lone `false` or a function without data to return only answers yes or no.
  if (values.length === 1 && !/\berror$/.test(declared[0] ?? '') && values[0]?.text !== 'nil')
    return
  // `value, ok`: the caller is told.
  if (values.length > 1 && values.at(-1)?.text === 'false') return
  if (ORDINARY.test(source(node))) return
  const commented = [...(block?.descendants() ?? [])].some((one) => one.type === 'comment')
  const fallback = values.map((value) => value.text).join(', ')
  ctx.report(swallowedDefault, node, {
    message: `An error becomes \`${fallback}\`: callers cannot tell "failed" from "nothing there".`,
    data: { fallback, caught: ['error'] },
    ...(commented ? { level: 'note' as const } : {}),
  })
}

/**
 * `if err != nil { }` and `if err != nil { return nil }` (nilerr). Dropped results (`_ = f()`) are
 * left to errcheck: without types they cannot be told from values nobody wants.
 */
export const goErrors: Detector = {
  rules: [swallowedEmpty, swallowedCommented, swallowedDefault],
  languages: ['go'],
  nodeTypes: ['if_statement'],
  visit(node, ctx) {
    const error = errorOf(node.child('condition'))
    if (!error || isTestFile(ctx)) return
    const block = node.child('consequence')
    const statements = statementsOf(block)
    if (statements.length > 0) return visitDefault(node, error, statements, ctx)
    if (node.child('alternative')) return
    const commented = [...(block?.descendants() ?? [])].some((one) => one.type === 'comment')
    if (commented) {
      ctx.report(swallowedCommented, node, {
        message: 'An error is tested and dropped; only a comment says why.',
      })
    } else if (!ORDINARY.test(source(node))) {
      ctx.report(swallowedEmpty, node, {
        message: 'An error is tested and dropped: nothing handles it, nothing records it.',
        data: { caught: ['error'] },
      })
    }
  },
}
