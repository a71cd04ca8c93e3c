import type { DetectorContext, Resolved, SyntaxNode } from '../detector'
import { clientPackage, sends } from '../flow/outbound-clients'
import { familyOf } from '../languages'
import { makerOf } from '../makers'
import { OWN } from '../scopes'
import { libraryOf } from './libraries'
import type { RetryLibrary } from './library'

export function clientRow(
  ctx: DetectorContext,
  origins: readonly Resolved[],
): RetryLibrary | undefined {
  return libraryOf(familyOf(ctx.language), origins, ['client'])
}

/** Row of a client, and the variable whose construction says its numbers. */
export interface Held {
  row: RetryLibrary
  holder: string
  /** Module the client comes from. */
  module: string
}

export function held(
  origin: Resolved | null,
  holder: string,
  ctx: DetectorContext,
): Held | undefined {
  const row = origin ? clientRow(ctx, [origin]) : undefined
  return origin && row ? { row, holder, module: origin.module } : undefined
}

/** The client a variable holds, or the one that gave it: `blob` of `client.getBlobClient()`. */
export function heldBy(variable: string, call: SyntaxNode, ctx: DetectorContext): Held | undefined {
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

const onlyOf = <T>(all: readonly T[]): T | undefined => (all.length === 1 ? all[0] : undefined)

/** A variable or field as a call writes it: `this.client` is another one than `client`. */
export const nameIn = (call: SyntaxNode, variable: string, ctx: DetectorContext): string => {
  const own = OWN.exec(ctx.callee(call))?.[0] ?? ''
  return ctx.callee(call).startsWith(`${own}${variable}.`) ? own + variable : variable
}

const UPLOADS = '@aws-sdk/lib-storage'

/** `new Upload({ client: this.s3 }).done()`: it sends through the client that it is given. */
function handedTo(variable: string, call: SyntaxNode, ctx: DetectorContext): Held | undefined {
  if (!ctx.importedModules.includes(UPLOADS)) return undefined
  const maker = variable.endsWith('()')
    ? makerOf(call.child('function')?.child('object'))
    : onlyOf(ctx.bindings().makersAt(nameIn(call, variable, ctx), call))
  const callee = maker ? ctx.callee(maker) : ''
  if (!maker || !/(^|\.)Upload$/.test(callee)) return undefined
  if (ctx.resolve(callee)?.module !== UPLOADS) return undefined
  const given =
    ctx
      .args(maker)
      .option('client')
      ?.node.text.replace(/^this\./, '') ?? ''
  return /^\w+$/.test(given) ? held(ctx.instanceOf(given, maker), given, ctx) : undefined
}
