/** Method and path of an `http:` key; outgoing ones may name a host. */
export interface Address {
  method: string
  host: string | null
  segments: readonly string[]
}

/** `http:GET orders/items/{}` → method, host, segments. Null for other keys. */
export function addressOf(key: string): Address | null {
  if (!key.startsWith('http:')) return null
  const match = /^http:([A-Z]+) ([^/]*)(\/.*)?$/.exec(key)
  if (!match) return null
  const [, method = 'ANY', host = '', path = '/'] = match
  return { method, host: host || null, segments: path.split('/').filter((part) => part !== '') }
}

/** What follows the first colon, where the key is of that kind. */
export function nameIn(key: string, kind: string): string | null {
  return key.startsWith(kind) && key[kind.length] === ':' ? key.slice(kind.length + 1) : null
}

/** Names under which a host may be a service: without port, and without a cluster's suffix. */
export function hostNames(host: string): string[] {
  const lower = host.toLowerCase()
  // Most are plain names, and there are many.
  if (!lower.includes('.') && !lower.includes(':')) return [lower]
  const bare = lower.replace(/:\d+$/, '')
  const [first = bare] = bare.split('.')
  const inside = /^[^.]+\.[^.]+\.svc(\.cluster\.local)?$|^[^.]+\.(local|internal)$/.test(bare)
  return inside ? [bare, first] : [bare]
}

/** `USER_SERVICE_URL` → `user`: what an address in an environment variable is usually named for. */
export function envName(variable: string): string {
  const bare = variable
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^(next-public|vite|react-app)-/, '')
    .replace(
      /(-(base|api|service|svc|http|grpc|internal))*-(url|uri|host|hostname|addr|address|endpoint|origin|port)$/,
      '',
    )
  return plainName(bare)
}

/** A service's name as environment variables spell it: `user-service` → `user`. */
export function plainName(service: string): string {
  return service
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/-(service|svc|api|server)$/, '')
}

const OPEN = '{}'
const REST = '**'

/**
 * How many literal segments agree where an outgoing call fits an entry point's template; null where
 * it does not. `**` at an end stands for any rest.
 */
export function agreement(call: Address, entry: Address): number | null {
  const { method } = call
  if (method !== entry.method && method !== 'ANY' && entry.method !== 'ANY') return null
  let literal = 0
  for (let i = 0; ; i++) {
    const [asked, offered] = [call.segments[i], entry.segments[i]]
    if (asked === REST || offered === REST) return literal
    if (asked === undefined && offered === undefined) return literal
    if (asked === undefined || offered === undefined) return null
    if (asked === offered) literal += asked === OPEN ? 0 : 1
    else if (offered !== OPEN) return null
  }
}

/** Method and template without a host, for looking up entry points by path alone. */
export function shapeOf(address: Address): string | null {
  const literal = address.segments.filter((part) => part !== OPEN && part !== REST)
  if (literal.length === 0) return null
  return `http:${address.method} /${address.segments.join('/')}`
}
