import { makerOf } from '../bindings'
import type { Detector, DetectorContext, Resolved, SyntaxNode } from '../detector'
import { clientPackage, isOnAnswer, sends } from '../flow/outbound-clients'
import { CALLS, isTelling } from '../functions'
import { familyOf } from '../languages'
import { ownName } from '../symbols'
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
  /** Variable of the construction, when that is another one. */
  holder: string
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

/** Row of a client, and the variable whose construction says its numbers. */
interface Held {
  row: RetryLibrary
  holder: string
  /** Module the client comes from. */
  module: string
}

function held(origin: Resolved | null, holder: string, ctx: DetectorContext): Held | undefined {
  const row = origin ? clientRow(ctx, [origin]) : undefined
  return origin && row ? { row, holder, module: origin.module } : undefined
}

/** The client a variable holds, or the one that gave it: `blob` of `client.getBlobClient()`. */
function heldBy(variable: string, call: SyntaxNode, ctx: DetectorContext): Held | undefined {
  const origin = ctx.instanceOf(variable, call)
  const own = held(origin, variable, ctx)
  if (own) return own
  const around = overConnection(variable, ctx) ?? handedTo(variable, call, ctx)
  if (around || origin) return around
  const [, root, method] =
    /^(?:(?:this|self)\.)?(\w+)\.(?:.*\.)?(\w+)$/.exec(
      ctx.bindings().originOf(variable, call) ?? '',
    ) ?? []
  const giver = root && root !== variable ? ctx.instanceOf(root, call) : null
  const found = giver && clientPackage(giver.module, giver.member, familyOf(ctx.language))
  if (!giver || !root || !found || !method || sends(found, method)) return undefined
  return held(giver, root, ctx)
}

/** `pb.NewUsersClient(conn)`, `UsersStub(channel)`: a stub repeats as its connection says. */
function overConnection(variable: string, ctx: DetectorContext): Held | undefined {
  const maker = ctx.bindings().makers.get(variable)
  if (!maker || !/(^|[.\w])(New\w+Client|\w+Stub|Grpc\.new\w+)$/.test(ctx.callee(maker))) return
  const connection = ctx.args(maker).positional[0]?.node.text ?? ''
  const origin = /^[\w.]+$/.test(connection) ? ctx.instanceOf(connection, maker) : null
  return held(origin, connection, ctx)
}

/** `new Upload({ client: this.s3 }).done()`: it sends through the client that it is given. */
function handedTo(variable: string, call: SyntaxNode, ctx: DetectorContext): Held | undefined {
  const maker = variable.endsWith('()')
    ? makerOf(call.child('function')?.child('object'))
    : ctx.bindings().makers.get(variable)
  const callee = maker ? ctx.callee(maker) : ''
  if (!maker || !/(^|\.)Upload$/.test(callee)) return undefined
  if (ctx.resolve(callee)?.module !== '@aws-sdk/lib-storage') return undefined
  const given =
    ctx
      .args(maker)
      .option('client')
      ?.node.text.replace(/^this\./, '') ?? ''
  return /^\w+$/.test(given) ? held(ctx.instanceOf(given, maker), given, ctx) : undefined
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
  }
  uses.set(key, use)
  for (const one of repeated) use.repeats.add(one)
}

/** A call in the middle of a chain: `RetryTemplate.builder()` of `RetryTemplate.builder().build()`. */
function isChained(node: SyntaxNode): boolean {
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
    const used = new Set<string>()
    for (const use of uses.values()) {
      const made = constructions.get(use.holder)?.find((one) => one.row === use.row)
      const count = attemptsOf(use.row, made?.node ?? null, ctx, use.holder)
      if (use.row.optIn && !count.explicit) continue
      const first = !used.has(use.holder)
      used.add(use.holder)
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
