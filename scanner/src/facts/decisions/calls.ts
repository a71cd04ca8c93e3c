import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { activeRows } from './active'
import type { CallAnchor, CallView } from './anchors/anchor'
import { cachingCalls } from './anchors/caching'
import { concurrencyCalls } from './anchors/concurrency'
import { idempotencyCalls } from './anchors/idempotency'
import { machineCalls } from './anchors/machines'
import { transactionCalls } from './anchors/transactions'
import { callView, targetsOf } from './call-view'
import { callHead, markedHead } from './regions'
import { allRules, rules } from './rules'
import { statements } from './statements'
import { sentence, shapeOf } from './wording'

const rowsOf = activeRows<CallAnchor>([
  ...concurrencyCalls,
  ...transactionCalls,
  ...cachingCalls,
  ...idempotencyCalls,
  ...machineCalls,
])

/** Decisions taken by a call or construction (and, in Python, by a decorator). */
export const callDecisions: Detector = {
  rules: allRules,
  nodeTypes: [...CALLS, 'decorator'],
  visit(node, ctx) {
    const rows = rowsOf(ctx)
    if (rows.length === 0 || !isCall(node, ctx)) return
    const written = ctx.callee(node)
    const targets = targetsOf(ctx, written)
    const near = rows.filter((row) => isNamed(row, written, targets))
    if (near.length === 0) return
    const call = callView(ctx, node)
    const taken = new Set<string>()
    for (const row of near) {
      if (taken.has(row.kind) || (row.isNew && !call.isNew) || row.when?.(call) === false) continue
      taken.add(row.kind)
      report(ctx, node, row, call)
    }
  },
}

/** Python's decorators count as calls of what they name; elsewhere they are marks. */
function isCall(node: SyntaxNode, ctx: DetectorContext): boolean {
  if (node.type === 'decorator') return ctx.language === 'python'
  return node.parent?.type !== 'decorator'
}

function isNamed(row: CallAnchor, written: string, targets: readonly string[]): boolean {
  if (row.target && targets.some((target) => row.target?.test(target))) return true
  return row.written?.test(written) ?? false
}

const reported = new WeakMap<DetectorContext, Set<string>>()

/** Whether a folded row has been reported in this function already. */
function isFolded(ctx: DetectorContext, node: SyntaxNode, row: CallAnchor, shape: string): boolean {
  if (!row.fold) return false
  const seen = reported.get(ctx) ?? new Set()
  reported.set(ctx, seen)
  const key = `${ctx.enclosingFunction(node)?.start ?? -1} ${row.kind} ${shape}`
  if (seen.has(key)) return true
  seen.add(key)
  return false
}

function report(ctx: DetectorContext, node: SyntaxNode, row: CallAnchor, call: CallView): void {
  const options = withPositional(row, call)
  const shape = shapeOf(row, options)
  if (isFolded(ctx, node, row, shape)) return
  const definition = node.type === 'decorator' ? node.parent?.child('definition') : undefined
  ctx.report(rules[row.kind], node, {
    message: sentence(row, options, row.says.startsWith('Transaction') ? statements(node) : ''),
    region: definition ? markedHead(node, definition) : callHead(node, row.names),
    data: { anchor: row.anchor, shape },
  })
}

/** Options of a call, with those that were given by position only. */
function withPositional(row: CallAnchor, call: CallView): ReadonlyMap<string, string> {
  const options = new Map(call.options)
  for (const { option, at } of row.asks ?? []) {
    const value = at === undefined ? undefined : call.positional[at]
    if (value !== undefined && !options.has(option)) options.set(option, value)
  }
  return options
}
