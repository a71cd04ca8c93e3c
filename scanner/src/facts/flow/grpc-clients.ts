import type { DetectorContext, SyntaxNode } from '../detector'
import { familyOf } from '../languages'

/** Generated names: `pb.NewUsersClient(conn)`, `UsersStub(channel)`, `UsersGrpc.newBlockingStub(channel)`. */
const MADE = {
  go: /(?:^|\.)New(\w+)Client$/,
  python: /(?:^|\.)(\w+)Stub$/,
  java: /(?:^|\.)(\w+)Grpc\.new\w*Stub$/,
}
/** A field typed with the generated interface: `users pb.UsersClient`. */
const GO_TYPED = /(?:^|\.)([A-Z]\w*)Client$/
/** Go has constructors and types of that shape for every kind of client: the package has to say it. */
const GO_MADE_IN = /pb|proto|grpc|v\d/i
const GO_TYPED_IN = /pb$|^pb|proto|grpc/i

const SCRIPT_MODULES = /^(@grpc\/grpc-js|grpc|nice-grpc|@connectrpc\/connect|@bufbuild\/connect)/
const NEST = '@nestjs/microservices'
/** Methods that every client has. */
const OWN = /^(close|waitForReady|getChannel|make\w+Request|on|pipe|subscribe)$/

export const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

function goService(origin: string): string | undefined {
  const [module = ''] = origin.split('.')
  const made = MADE.go.exec(origin)?.[1]
  if (made) return GO_MADE_IN.test(module) ? made : undefined
  return GO_TYPED_IN.test(module) ? GO_TYPED.exec(origin)?.[1] : undefined
}

/** `this.client.getService<Users>('Users')` of Nest, `createClient(UsersDefinition, channel)`. */
function calledService(maker: SyntaxNode, callee: string, ctx: DetectorContext) {
  const [first] = ctx.args(maker).positional
  if (callee.endsWith('.getService') && ctx.importedModules.includes(NEST)) {
    return typeof first?.literal === 'string' ? first.literal : undefined
  }
  const origin = ctx.resolve(callee)
  if (!origin || !SCRIPT_MODULES.test(origin.module)) return undefined
  if (!/^create(Promise|Callback)?Client$/.test(origin.member)) return undefined
  return /^[\w$.]+$/.test(first?.node.text ?? '')
    ? first?.node.text
        .split('.')
        .at(-1)
        ?.replace(/Definition$/, '')
    : undefined
}

function scriptService(receiver: string, node: SyntaxNode, ctx: DetectorContext) {
  const origin = ctx.bindings().originOf(receiver, node)
  const maker = ctx.bindings().makers.get(receiver.replace(/^this\./, ''))
  if (!origin || !maker || ctx.callee(maker) !== origin) return undefined
  if (maker.type !== 'new_expression') return calledService(maker, origin, ctx)
  if (!ctx.importedModules.some((one) => SCRIPT_MODULES.test(one))) return undefined
  // `new UsersClient(address, credentials)`, `new shop.Users(address, credentials)`
  if (!/[cC]redentials\b/.test(ctx.args(maker).positional[1]?.node.text ?? '')) return undefined
  return origin
    .split('.')
    .at(-1)
    ?.replace(/Client$/, '')
}

/** `Users/GetUser` of a call through a generated client; the package is not written in the code. */
export function grpcCall(
  callee: string,
  node: SyntaxNode,
  ctx: DetectorContext,
): string | undefined {
  const dot = callee.lastIndexOf('.')
  const [receiver, method] = [callee.slice(0, dot), callee.slice(dot + 1)]
  const family = familyOf(ctx.language)
  if (family === 'script') {
    if (OWN.test(method) || method.startsWith('$')) return undefined
    const service = scriptService(receiver, node, ctx)
    return service && `${service}/${upper(method)}`
  }
  // `pb.NewUsersClient(conn).GetUser(…)` in one go.
  const origin = receiver.endsWith('()')
    ? receiver.slice(0, -2)
    : ctx.bindings().originOf(receiver, node)
  if (!origin) return undefined
  const service = family === 'go' ? goService(origin) : MADE[family].exec(origin)?.[1]
  return service && `${service}/${upper(method)}`
}
