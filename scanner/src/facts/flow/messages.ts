import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { familyOf } from '../languages'
import { isTestFile } from '../test-files'
import { grpcCall } from './grpc-clients'
import { hasSteadyId } from './job-ids'
import { MESSAGE_SENDS, type MessageSend } from './message-sends'
import { nameRef } from './name-ref'
import { namesOwnClass } from './own-class'

function fits(row: MessageSend, receiver: string, node: SyntaxNode, ctx: DetectorContext): boolean {
  if (!row.module) return true
  const origin = ctx.instanceOf(receiver, node)
  if (origin) return row.module.test(origin.module)
  const module = row.module
  return (
    row.receiver?.test(receiver) === true && ctx.importedModules.some((one) => module.test(one))
  )
}

/** Rabbit's routing key stands before the message, behind the exchange where one is given. */
function nameOf(row: MessageSend, node: SyntaxNode, ctx: DetectorContext): string {
  const args = ctx.args(node)
  if (row.name === undefined) return ''
  if (typeof row.name === 'string') return nameRef(args.option(row.name)?.node, ctx)
  const at = row.name < 0 ? Math.max(0, args.positional.length - 2) : row.name
  return nameRef(args.positional[at]?.node, ctx)
}

/** Messages, jobs and tasks that a file sends, and the methods of remote services that it calls. */
export const messageSends: Detector = {
  rules: [],
  languages: ['typescript', 'tsx', 'javascript', 'python', 'java', 'go'],
  nodeTypes: ['call_expression', 'call', 'method_invocation'],
  visit(node, ctx) {
    const callee = ctx.callee(node)
    const dot = callee.lastIndexOf('.')
    if (dot <= 0) return
    const family = familyOf(ctx.language)
    const base = { callee, symbol: ctx.symbol(node), region: node.region }
    const remote = grpcCall(callee, node, ctx)
    if (remote) {
      if (isTestFile(ctx)) return
      ctx.flow.outgoing = [
        ...(ctx.flow.outgoing ?? []),
        { kind: 'grpc', ...base, name: `=${remote}` },
      ]
      return
    }
    const row = MESSAGE_SENDS.find(
      (one) =>
        one.on === family && one.method.test(callee) && fits(one, callee.slice(0, dot), node, ctx),
    )
    if (!row || isTestFile(ctx)) return
    const name = nameOf(row, node, ctx)
    const { positional } = ctx.args(node)
    const keyed = positional.length > 2 && hasSteadyId(positional.at(-1))
    if (row.name !== undefined && name === '') return
    ctx.flow.outgoing = [
      ...(ctx.flow.outgoing ?? []),
      {
        ...{ kind: row.kind, ...base },
        ...(name ? { name } : {}),
        ...(keyed ? { keyed } : {}),
        ...(namesOwnClass(positional, base.symbol) ? { ownClass: true as const } : {}),
      },
    ]
  },
}
