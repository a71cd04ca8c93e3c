import type { Property } from './properties'
import type { SpringFile } from './spring'

/** Retry filter of Spring Cloud Gateway: on one route, or on all of them. */
export interface GatewayRetry {
  file: SpringFile
  attempts: number | 'unknown'
  basis: string
  methods: string[]
  statuses: string
  line: number
  endLine: number
  routes: GatewayRoute[]
}

export interface GatewayRoute {
  id: string
  uri: string
  path: string
}

/**
 * Spring Cloud Gateway, "The Retry GatewayFilter Factory": retries 3, methods GET, series 5xx,
 * IOException and TimeoutException unless said otherwise.
 */
const DEFAULT_RETRIES = 3

function routesOf(properties: readonly Property[]): Map<string, GatewayRoute> {
  const found = new Map<string, GatewayRoute>()
  for (const { key, value } of properties) {
    const match =
      /^(spring\.cloud\.gateway\.(?:\w+\.)*routes\[\d+\])\.(id|uri|predicates\[\d+\])$/.exec(key)
    if (!match?.[1]) continue
    const route = found.get(match[1]) ?? { id: '', uri: '', path: '/**' }
    found.set(match[1], route)
    if (match[2] === 'id') route.id = value
    else if (match[2] === 'uri') route.uri = value
    else if (value.startsWith('Path=')) route.path = value.slice(5).split(',')[0] ?? '/**'
  }
  return found
}

/** `Retry=3,INTERNAL_SERVER_ERROR,GET` or `{ name: Retry, args: { … } }`. */
function filter(one: Property, properties: readonly Property[]) {
  const short = /^Retry=(.*)$/.exec(one.value)?.[1]?.split(',')
  if (short)
    return {
      retries: short[0],
      statuses: short[1] ?? '',
      methods: short[2] ? [short[2]] : [],
      last: one.line,
    }
  const base = one.key.replace(/\.name$/, '.args.')
  const args = properties.filter(({ key }) => key.startsWith(base))
  const all = (name: string) =>
    args
      .filter(({ key }) => key.slice(base.length).replace(/\[\d+\]$/, '') === name)
      .flatMap(({ value }) => value.split(/\s*,\s*/))
  const last = Math.max(one.line, ...args.map(({ line }) => line))
  return {
    retries: all('retries')[0],
    statuses: all('statuses').join(', '),
    methods: all('methods'),
    last,
  }
}

export function gatewayRetries(files: readonly SpringFile[]): GatewayRetry[] {
  return files.flatMap((file) => {
    const { properties } = file
    const routes = routesOf(properties)
    return properties.flatMap((one): GatewayRetry[] => {
      if (!/^spring\.cloud\.gateway\..*filters\[\d+\](\.name)?$/.test(one.key)) return []
      if (one.value !== 'Retry' && !one.value.startsWith('Retry=')) return []
      const { retries, statuses, methods, last } = filter(one, properties)
      const count = retries === undefined ? DEFAULT_RETRIES : Number(retries)
      const own = routes.get(one.key.replace(/\.filters\[.*$/, ''))
      return [
        {
          file,
          attempts: Number.isInteger(count) ? count + 1 : 'unknown',
          basis:
            retries === undefined
              ? `default of the Retry filter (retries ${DEFAULT_RETRIES})`
              : `retries: ${retries}`,
          methods: methods.length > 0 ? methods.map((name) => name.toUpperCase()) : ['GET'],
          statuses,
          line: one.line,
          endLine: last,
          routes: /default-?filters/i.test(one.key) ? [...routes.values()] : own ? [own] : [],
        },
      ]
    })
  })
}
