import type { Detector, DetectorContext, Resolved, SyntaxNode } from '../detector'
import { clientPackage, sends } from '../flow/outbound-clients'
import { isTelling } from '../functions'
import { familyOf } from '../languages'
import { isTestFile } from '../test-files'
import { attemptsOf } from './knobs'
import { libraryOf } from './libraries'
import type { RetryLibrary } from './library'
import { wrappedCalls } from './repeated'
import { addLayer, fromRow } from './report-layer'
import { retryDecision } from './rule'

/** Calls made through one client in one function. */
interface Use {
  row: RetryLibrary
  variable: string
  node: SyntaxNode
  symbol: string
  repeats: Set<string>
}

interface Seen {
  constructions: Map<string, { row: RetryLibrary; node: SyntaxNode }[]>
  uses: Map<string, Use>
}

const seenIn = new WeakMap<DetectorContext, Seen>()

function seen(ctx: DetectorContext): Seen {
  const known = seenIn.get(ctx) ?? { constructions: new Map(), uses: new Map() }
  seenIn.set(ctx, known)
  return known
}

/** Name of the variable or field that a construction is bound to. */
export function variableOf(node: SyntaxNode): string {
  let holder = node.parent
  while (
    holder &&
    /^(await|await_expression|parenthesized_expression|as_expression|unary_expression|expression_list|binary_expression|ternary_expression|non_null_expression)$/.test(
      holder.type,
    )
  ) {
    holder = holder.parent
  }
  const target = holder?.child('name') ?? holder?.child('left')
  if (!holder || !target || /argument|pair|function|method/.test(holder.type)) return ''
  return target.text.replace(/^(this|self)\./, '')
}

function clientRow(ctx: DetectorContext, origins: readonly Resolved[]): RetryLibrary | undefined {
  return libraryOf(familyOf(ctx.language), origins, ['client'])
}

/** Row of the client a variable holds, or of the one that gave it: `blob` of `client.getBlobClient()`. */
function rowOf(variable: string, call: SyntaxNode, ctx: DetectorContext): RetryLibrary | undefined {
  const origin = ctx.instanceOf(variable, call)
  if (origin) return clientRow(ctx, [origin])
  const [, root, method] =
    /^(?:(?:this|self)\.)?(\w+)\.(?:.*\.)?(\w+)$/.exec(
      ctx.bindings().originOf(variable, call) ?? '',
    ) ?? []
  const holder = root && root !== variable ? ctx.instanceOf(root, call) : null
  const found = holder && clientPackage(holder.module, holder.member, familyOf(ctx.language))
  return holder && found && method && !sends(found, method) ? clientRow(ctx, [holder]) : undefined
}

function visitUse(call: SyntaxNode, callee: string, ctx: DetectorContext): void {
  const path = callee.replace(/^(this|self)\./, '')
  const variable = path.slice(0, path.indexOf('.'))
  const row = variable ? rowOf(variable, call, ctx) : undefined
  if (!row || !isTelling(callee)) return
  const symbol = ctx.symbol(call)
  const key = `${symbol}\n${variable}`
  const { uses } = seen(ctx)
  const use = uses.get(key) ?? { row, variable, node: call, symbol, repeats: new Set<string>() }
  uses.set(key, use)
  const repeated = row.kind === 'wrapper' ? wrappedCalls(call, ctx) : [callee]
  for (const one of repeated) use.repeats.add(one)
}

/** SDK clients that retry by default or by a setting: at their construction and at their calls. */
export const retryingClients: Detector = {
  rules: [retryDecision],
  nodeTypes: [
    'call_expression',
    'new_expression',
    'call',
    'method_invocation',
    'object_creation_expression',
    'composite_literal',
  ],
  visit(node, ctx) {
    if (ctx.importedModules.length === 0) return
    const callee = ctx.callee(node)
    const row = clientRow(ctx, ctx.resolveAll(callee))
    if (row) {
      const name = variableOf(node)
      const { constructions } = seen(ctx)
      const key = name || `@${node.start}`
      constructions.set(key, [...(constructions.get(key) ?? []), { row, node }])
    } else if (callee.includes('.')) visitUse(node, callee, ctx)
  },
  finish(ctx) {
    const { constructions, uses } = seen(ctx)
    if ((constructions.size === 0 && uses.size === 0) || isTestFile(ctx)) return
    const used = new Set<string>()
    for (const use of uses.values()) {
      const made = constructions.get(use.variable)?.find((one) => one.row === use.row)
      const count = attemptsOf(use.row, made?.node ?? null, ctx, use.variable)
      if (use.row.optIn && !count.explicit) continue
      const first = !used.has(use.variable)
      used.add(use.variable)
      const layer = {
        ...fromRow(use.row, count),
        symbol: use.symbol,
        repeats: [...use.repeats],
        client: use.variable,
      }
      if (made && first) addLayer(ctx, made.node, layer)
      else if (layer.attempts !== 1) ctx.layer({ ...layer, region: use.node.region })
    }
    const rest = [...constructions].flatMap(([name, all]) => all.map((one) => ({ name, ...one })))
    for (const { name, row, node } of rest) {
      if (used.has(name)) continue
      const count = attemptsOf(row, node, ctx, name)
      if (row.optIn && !count.explicit) continue
      const client = name.startsWith('@') ? {} : { client: name }
      addLayer(ctx, node, { ...fromRow(row, count), repeats: [], ...client })
    }
  },
}
