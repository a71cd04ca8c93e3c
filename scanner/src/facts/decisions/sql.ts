import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import type { SqlAnchor } from './anchors/anchor'
import { concurrencySql } from './anchors/concurrency'
import { idempotencySql } from './anchors/idempotency'
import { transactionSql } from './anchors/transactions'
import { part } from './regions'
import { allRules, rules } from './rules'
import { isScaffolding } from './scaffolding'

const ANCHORS: readonly SqlAnchor[] = [...concurrencySql, ...transactionSql, ...idempotencySql]
const HINT =
  /\bFOR\s+(?:NO\s+KEY\s+)?(?:UPDATE|SHARE)\b|advisory_|\bGET_LOCK\b|\bLOCK\s+TABLE|ISOLATION\s+LEVEL|\bON\s+(?:CONFLICT|DUPLICATE)\b|\bIGNORE\s+INTO\b/i
/** Text that is SQL, and not a sentence about it. */
const STATEMENT =
  /\b(?:select\b[\s\S]+\bfrom|insert\s+(?:or\s+\w+\s+|ignore\s+)?into|update\s+\S+\s+set|delete\s+from|with\s+\w+\s+as)\b|^\W{0,3}\s*(?:for\s+(?:no\s+key\s+)?(?:update|share)|on\s+(?:conflict|duplicate)|select|set|begin|start|lock)\b/i

const hinted = new WeakMap<DetectorContext, boolean>()

/** Decisions taken in SQL inside string and template literals. */
export const sqlDecisions: Detector = {
  rules: allRules,
  nodeTypes: [
    'string',
    'template_string',
    'string_literal',
    'interpreted_string_literal',
    'raw_string_literal',
  ],
  visit(node, ctx) {
    if (!isHinted(ctx) || node.parent?.type === 'import_statement' || isDocstring(node)) return
    const { text } = node
    if (!HINT.test(text) || !STATEMENT.test(text)) return
    for (const anchor of ANCHORS) {
      const match = anchor.pattern.exec(text)
      if (!match || isCommented(text, match.index)) continue
      const start = node.start + match.index
      const clause = anchor.kind === 'idempotency' ? text.indexOf('\n', match.index) : -1
      const end = clause < 0 ? match.index + match[0].trimEnd().length : clause
      ctx.report(rules[anchor.kind], node, {
        message: `${anchor.says}, ${anchor.leaves}`,
        region: part(node, start, node.start + Math.min(end, text.length)),
        data: { anchor: anchor.anchor, shape: anchor.anchor },
      })
    }
  },
}

function isHinted(ctx: DetectorContext): boolean {
  let answer = hinted.get(ctx)
  if (answer === undefined) {
    answer = HINT.test(ctx.source) && !isScaffolding(ctx)
    hinted.set(ctx, answer)
  }
  return answer
}

function isDocstring(node: SyntaxNode): boolean {
  return node.parent?.type === 'expression_statement'
}

/** Whether the line of a match is a SQL comment before it. */
function isCommented(text: string, index: number): boolean {
  return /--/.test(text.slice(text.lastIndexOf('\n', index) + 1, index))
}
