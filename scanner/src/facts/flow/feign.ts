import type { FunctionFact } from '../../model'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { template } from './routes'

const CLIENTS = /^(org\.springframework\.cloud\.openfeign|org\.eclipse\.microprofile\.rest\.client)/
const VERB = /^(Get|Post|Put|Patch|Delete|Request)Mapping$|^(GET|POST|PUT|PATCH|DELETE|HEAD)$/

const marksOf = (node: SyntaxNode): readonly SyntaxNode[] => node.first('modifiers')?.children ?? []

function textIn(mark: SyntaxNode | undefined, names: readonly string[], ctx: DetectorContext) {
  if (!mark) return ''
  const args = ctx.args(mark)
  const values = [...names.map((name) => args.option(name)), args.positional[0]]
  const found = values.find((value) => typeof value?.literal === 'string')?.literal
  return typeof found === 'string' ? found : ''
}

/** Method and path that an interface's method asks for. */
function asked(
  method: SyntaxNode,
  ctx: DetectorContext,
): { verb: string; path: string } | undefined {
  const marks = marksOf(method)
  const mark = marks.find((one) => VERB.test(ctx.callee(one)))
  if (!mark) return undefined
  const [, spring, jax] = VERB.exec(ctx.callee(mark)) ?? []
  const written = /RequestMethod\.([A-Z]+)/.exec(mark.text)?.[1]
  const verb = jax ?? (spring === 'Request' ? (written ?? 'ANY') : (spring ?? '').toUpperCase())
  const at = jax ? marks.find((one) => ctx.callee(one) === 'Path') : mark
  return { verb, path: textIn(at, ['value', 'path'], ctx) }
}

/**
 * Methods of declarative clients, `@FeignClient(name = "users") interface Users { @GetMapping … }`:
 * each is a function that sends one request.
 */
export const declaredClients: Detector = {
  rules: [],
  languages: ['java'],
  nodeTypes: ['interface_declaration'],
  visit(node, ctx) {
    const marks = marksOf(node)
    const mark = marks.find((one) => CLIENTS.test(ctx.resolve(one)?.module ?? ''))
    if (!mark || isTestFile(ctx)) return
    const host = textIn(mark, ['url'], ctx) || textIn(mark, ['name', 'value'], ctx)
    const own = marks.find((one) => /^(Path|RequestMapping)$/.test(ctx.callee(one)))
    const base = textIn(mark, ['path'], ctx).replace(/^$/, textIn(own, ['value', 'path'], ctx))
    for (const member of node.child('body')?.children ?? []) {
      const found = member.type === 'method_declaration' ? asked(member, ctx) : undefined
      if (!found) continue
      const symbol = symbolOf(member)
      const callee = `@client.${symbol}`
      const path = template(`${base}/${found.path}`.replace(/\/{2,}/g, '/'))
      const known = /^https?:/.test(host) ? host.replace(/\/$/, '') : `http://${host.toLowerCase()}`
      const fn: FunctionFact = {
        symbol,
        region: member.region,
        exported: true,
        async: false,
        calls: [callee],
      }
      ctx.declare(fn)
      ctx.flow.outgoing = [
        ...(ctx.flow.outgoing ?? []),
        {
          kind: 'http',
          callee,
          symbol,
          region: member.region,
          method: found.verb,
          ...(host && !host.includes('${') ? { url: known + path } : {}),
        },
      ]
    }
  },
}
