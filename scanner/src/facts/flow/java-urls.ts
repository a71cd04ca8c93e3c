import type { DetectorContext, SyntaxNode } from '../detector'

/** What Spring's and JAX-RS's builders of addresses begin with; the argument is the address so far. */
const BEGINS =
  /(^|\.)(UriComponentsBuilder|ServletUriComponentsBuilder|UriBuilder)\.(fromUriString|fromHttpUrl|fromUri|fromPath|newInstance)$/
const PATHS = /^(path|pathSegment|replacePath)$/
type Text = (node: SyntaxNode) => string

/** The calls of a chain, the first one first. */
function chainOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = []
  let at: SyntaxNode | null = node
  for (; at?.type === 'method_invocation'; at = at.child('object')) found.unshift(at)
  return found
}

function textOf(chain: readonly SyntaxNode[], ctx: DetectorContext, text: Text): string {
  let [host, path] = ['', '']
  for (const call of chain) {
    const name = call.child('name')?.text ?? ''
    const parts = ctx.args(call).positional.map(({ node }) => text(node))
    if (name === 'host' && parts[0]) host = `http://${parts[0]}`
    else if (name === 'pathSegment') path += parts.map((one) => `/${one}`).join('')
    else if (PATHS.test(name)) path = (name === 'path' ? path : '') + (parts[0] ?? '')
  }
  return host + path
}

/**
 * `UriComponentsBuilder.fromUriString(base).path("/users/{id}").buildAndExpand(id).toUri()` and the
 * builder that Spring's clients hand over, `uri(b -> b.path("/users").build())`: base and path.
 */
export function builtUrl(node: SyntaxNode, ctx: DetectorContext, text: Text): string | undefined {
  if (node.type === 'lambda_expression') {
    const body = node.child('body')
    const chain = body ? chainOf(body) : []
    const from = chain[0]?.child('object')?.text
    return from && from === node.child('parameters')?.text ? textOf(chain, ctx, text) : undefined
  }
  const chain = chainOf(node)
  const at = chain.findIndex((one) => BEGINS.test(ctx.callee(one)))
  const first = chain[at]
  if (!first) return undefined
  const [base] = ctx.args(first).positional
  return (base ? text(base.node).replace(/\/$/, '') : '') + textOf(chain.slice(at + 1), ctx, text)
}

/** What `.uri(…)` says right behind `client.get()` of Spring's RestClient and WebClient. */
export function uriBehind(node: SyntaxNode, ctx: DetectorContext): SyntaxNode | undefined {
  const next = node.parent
  if (next?.type !== 'method_invocation' || next.child('object') !== node) return undefined
  return next.child('name')?.text === 'uri' ? ctx.args(next).positional[0]?.node : undefined
}
