import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { activeRows } from './active'
import { type ContractCall, contractCalls } from './anchors/contracts'
import { targetsOf } from './call-view'
import { reportContract } from './contract-report'
import { calleeHead, part } from './regions'
import { routesOf } from './routes'
import { allRules } from './rules'

const rowsOf = activeRows<ContractCall>(contractCalls)

/** Routers and schemas built by a call: one decision per router. */
export const contractBuilders: Detector = {
  rules: allRules,
  nodeTypes: ['call_expression', 'new_expression', 'call'],
  visit(node, ctx) {
    const rows = rowsOf(ctx)
    if (rows.length === 0) return
    const written = ctx.callee(node)
    const targets = targetsOf(ctx, written)
    const row = rows.find(
      (one) =>
        one.written?.test(written) || targets.some((target) => one.target?.test(target) ?? false),
    )
    if (!row) return
    const variable = variableOf(node)
    const offers = offersOf(row, node, variable, ctx)
    if (!offers) return
    reportContract(ctx, node, {
      anchor: row.anchor,
      says: row.says,
      region: headWithVariable(node),
      offers,
      unit: row.needs === 'object' ? 'procedure' : 'route',
    })
  },
}

function offersOf(
  row: ContractCall,
  node: SyntaxNode,
  variable: string,
  ctx: DetectorContext,
): string[] | null {
  if (row.needs === 'object') {
    const entries = ctx.args(node).positional[0]?.entries
    if (
      !entries ||
      [...entries.values()].every(({ node: value }) => /identifier$/.test(value.type))
    ) {
      return null
    }
    return [...entries.keys()]
  }
  if (row.needs === 'routes') {
    const routes = routesOf(ctx, variable)
    return routes.length > 0 ? routes : null
  }
  return []
}

/** Name of the variable a call's result goes into. */
function variableOf(node: SyntaxNode): string {
  const holder = node.parent
  if (holder?.type === 'variable_declarator') return holder.child('name')?.text ?? ''
  if (holder?.type === 'assignment') return holder.child('left')?.text ?? ''
  return ''
}

/** `usersRouter = createTRPCRouter`: the variable makes the head one of its kind. */
function headWithVariable(node: SyntaxNode): SyntaxNode {
  const head = calleeHead(node)
  const holder = node.parent
  return holder && variableOf(node) !== '' ? part(node, holder.start, head.end) : head
}
