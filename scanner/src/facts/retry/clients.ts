import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { clientPackage, isOnAnswer, sends } from '../flow/outbound-clients'
import { CALLS, isTelling } from '../functions'
import { familyOf } from '../languages'
import { CARRIERS } from '../makers'
import { OWN } from '../scopes'
import { FUNCTIONS, ownName } from '../symbols'
import { isTestFile } from '../test-files'
import { clientRow, type Held, held, heldBy, nameIn } from './held-clients'
import { attemptsOf, type Counted } from './knobs'
import type { RetryLibrary } from './library'
import { wrappedCalls } from './repeated'
import { addLayer, fromRow } from './report-layer'
import { retryDecision } from './rule'

/** Calls made through one client in one function. */
interface Use {
  row: RetryLibrary
  /** Variable of the construction, when that is another one. */
  holder: string
  variable: string
  node: SyntaxNode
  symbol: string
  repeats: Set<string>
  calls: { node: SyntaxNode; repeats: string[] }[]
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
  while (holder && CARRIERS.test(holder.type)) holder = holder.parent
  const target = holder?.child('alias') ?? holder?.child('name') ?? holder?.child('left')
  if (!holder || !target || /argument|pair|function|method/.test(holder.type)) return ''
  return target.text.replace(/^(this|self)\./, '')
}

/** Constructions that a use may mean: in its scope, else the first of its name. */
function madeFor(use: Use, ctx: DetectorContext): SyntaxNode[] {
  const { constructions } = seen(ctx)
  const own = ctx.bindings().makersAt(nameIn(use.node, use.holder, ctx), use.node)
  const here = [...constructions.values()].flat().filter(({ node }) => own.includes(node))
  const ofRow = here.filter(({ row }) => row === use.row)
  const first = constructions.get(use.holder)?.find(({ row }) => row === use.row)
  return ofRow.length === 0 && first ? [first.node] : ofRow.map(({ node }) => node)
}

const isMade = ({ holder, node }: Use, ctx: DetectorContext): boolean =>
  ctx.bindings().makersAt(nameIn(node, holder, ctx), node).length > 0

const BACK = /^(return_statement|yield|arrow_function|lambda)$/

/** Whether a function gives a client back: as it makes it, or by its name. */
function givesBack(node: SyntaxNode, name: string, ctx: DetectorContext): boolean {
  let holder = node.parent
  while (holder && CARRIERS.test(holder.type)) holder = holder.parent
  if (holder && BACK.test(holder.type)) return true
  for (const one of name ? (ctx.enclosingFunction(node)?.descendants(FUNCTIONS) ?? []) : []) {
    const given = /^(return_statement|yield)$/.test(one.type) ? one.children[0] : undefined
    const first = given?.type === 'expression_list' ? given.children[0] : given
    if (first?.text.replace(OWN, '') === name) return true
  }
  return false
}

const giving = (node: SyntaxNode | undefined, name: string, ctx: DetectorContext) =>
  node && givesBack(node, name, ctx) ? { gives: true as const } : {}

/** Whether a client is a parameter of the function that sends through it. */
function isHanded({ variable, node }: Use, ctx: DetectorContext): boolean {
  const parameters = ctx.enclosingFunction(node)?.child('parameters')?.text ?? ''
  return /^\w+$/.test(variable) && new RegExp(`\\b${variable}\\b`).test(parameters)
}

/** What a row says of a client; a bean of the container says nothing of one that is made here. */
function layerOf(row: RetryLibrary, count: Counted, made: boolean) {
  const { setting, ...layer } = fromRow(row, count)
  return setting && !(made && setting.name.startsWith('bean:')) ? { ...layer, setting } : layer
}

/** How often a client tries that may be one of several: where they differ, that is not known. */
function attemptsOfAny(nodes: readonly SyntaxNode[], use: Use, ctx: DetectorContext): Counted {
  const all = nodes.map((node) => attemptsOf(use.row, node, ctx, use.holder))
  const [first = attemptsOf(use.row, null, ctx, use.holder)] = all
  const key = ({ attempts, limit, given }: Counted) => [attempts, limit?.name, given?.name].join()
  if (all.every((one) => key(one) === key(first))) return first
  const basis = all.map((one) => one.basis).join(' or ')
  return { attempts: 'unknown', basis, explicit: true }
}

/** `client.publish(topic, data, retry=policy)`: a policy handed over with the call. */
function visitHandedPolicy(call: SyntaxNode, callee: string, ctx: DetectorContext): void {
  if (!ctx.importedModules.some((one) => one.startsWith('google.'))) return
  const policy = ctx.args(call).named.get('retry')?.node.text
  const origin = policy && /^[\w.]+$/.test(policy) ? ctx.instanceOf(policy, call) : null
  const found = held(origin, policy ?? '', ctx)
  if (found?.row.kind === 'client-setting') addUse(found, found.holder, call, [callee], ctx)
}

function addUse(
  { row, holder }: Held,
  variable: string,
  call: SyntaxNode,
  repeated: readonly string[],
  ctx: DetectorContext,
): void {
  const symbol = ctx.symbol(call)
  const key = `${symbol}\n${variable}`
  const { uses } = seen(ctx)
  const use = uses.get(key) ?? {
    row,
    holder,
    variable,
    node: call,
    symbol,
    repeats: new Set<string>(),
    calls: [],
  }
  uses.set(key, use)
  for (const one of repeated) use.repeats.add(one)
  use.calls.push({ node: call, repeats: [...repeated] })
}

/** A call in the middle of a chain: `RetryTemplate.builder()` of `RetryTemplate.builder().build()`. */
export function isChained(node: SyntaxNode): boolean {
  const { parent } = node
  if (parent?.type === 'method_invocation') return parent.child('object') === node
  const holder = parent?.parent
  return (
    holder !== null &&
    holder !== undefined &&
    /^(member_expression|attribute|selector_expression)$/.test(parent?.type ?? '') &&
    /^call(_expression)?$/.test(holder.type) &&
    holder.child('function') === parent
  )
}

function visitUse(call: SyntaxNode, callee: string, ctx: DetectorContext): void {
  const path = ownName(callee, call)
  const variable = path.slice(0, path.indexOf('.'))
  const found = variable ? heldBy(variable, call, ctx) : undefined
  if (!found || !isTelling(callee)) return
  // What only prepares a call is repeated by nobody, and neither is what is done with its answer.
  const client = clientPackage(found.module, '', familyOf(ctx.language))
  if (client && !sends(client, callee.slice(callee.lastIndexOf('.') + 1))) return
  if (client && isOnAnswer(client, path)) return
  const repeated = found.row.kind === 'wrapper' ? wrappedCalls(call, ctx) : [callee]
  addUse(found, variable, call, repeated, ctx)
}

/** SDK clients that retry by default or by a setting: at their construction and at their calls. */
export const retryingClients: Detector = {
  rules: [retryDecision],
  nodeTypes: [...CALLS, 'composite_literal'],
  visit(node, ctx) {
    if (ctx.importedModules.length === 0) return
    const callee = ctx.callee(node)
    if (ctx.language === 'python') visitHandedPolicy(node, callee, ctx)
    const row = isChained(node) ? undefined : clientRow(ctx, ctx.resolveAll(callee))
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
    const used = new Set<SyntaxNode>()
    for (const use of uses.values()) {
      const all = madeFor(use, ctx)
      const [made] = all
      const count = attemptsOfAny(all, use, ctx)
      if (use.row.optIn && !count.explicit) continue
      const first = made && !used.has(made)
      for (const one of all) used.add(one)
      const layer = {
        ...layerOf(use.row, count, isMade(use, ctx)),
        symbol: use.symbol,
        repeats: [...use.repeats],
        client: use.variable,
        ...giving(use.node, use.variable, ctx),
        ...(!made && !isMade(use, ctx) && isHanded(use, ctx) ? { handed: true as const } : {}),
      }
      if (made && first) addLayer(ctx, made, layer)
      else if (layer.attempts !== 1) {
        // Made elsewhere, it is told at each call: loops around one are not around the others.
        for (const { node, repeats } of use.calls)
          ctx.layer({ ...layer, repeats, region: node.region })
      }
    }
    const rest = [...constructions].flatMap(([name, all]) => all.map((one) => ({ name, ...one })))
    for (const { name, row, node } of rest) {
      if (used.has(node)) continue
      const count = attemptsOf(row, node, ctx, name)
      if (row.optIn && !count.explicit) continue
      const client = name.startsWith('@') ? {} : { client: name }
      addLayer(ctx, node, {
        ...layerOf(row, count, true),
        repeats: [],
        ...client,
        ...giving(node, name, ctx),
      })
    }
  },
}
