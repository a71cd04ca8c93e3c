import { type ConfigLayer, hostKey, layerOf, type Target } from '../layer'
import { type Resource, symbolOf } from '../resources'
import { at, items, type Tree, textAt, texts } from '../tree'

function matchesOf(rule: Tree): { method: string; path: string }[] {
  const found = items(at(rule, 'matches')).map((match) => {
    const value = textAt(match, 'path', 'value')
    const type = textAt(match, 'path', 'type') ?? 'PathPrefix'
    const prefix = value === undefined ? '' : value.replace(/\/+$/, '')
    const path = type === 'Exact' && value ? value : type === 'PathPrefix' ? `${prefix}/**` : '/**'
    return { method: textAt(match, 'method')?.toUpperCase() ?? 'ANY', path }
  })
  return found.length > 0 ? found : [{ method: 'ANY', path: '/**' }]
}

/** Gateway API: `retry` of an HTTPRoute's rules, at a gateway or (with a service as parent) in a mesh. */
export function gatewayApiLayers(resources: readonly Resource[]): ConfigLayer[] {
  return resources.flatMap((one) => {
    if (one.kind !== 'HTTPRoute' || !one.apiVersion.startsWith('gateway.networking')) return []
    const spec = at(one.tree, 'spec')
    const services = items(at(spec, 'parentRefs')).flatMap((parent) =>
      textAt(parent, 'kind') === 'Service' ? (textAt(parent, 'name') ?? []) : [],
    )
    const hostnames = texts(at(spec, 'hostnames'))
    return items(at(spec, 'rules')).flatMap((rule, nth): ConfigLayer[] => {
      const retry = at(rule, 'retry')
      if (!retry) return []
      const backends = items(at(rule, 'backendRefs')).flatMap((ref) => textAt(ref, 'name') ?? [])
      const targets = matchesOf(rule).flatMap(({ method, path }): Target[] =>
        services.length > 0
          ? services.map((host) => ({ to: 'call', host: hostKey(host), method, path }))
          : backends.map((host) => ({
              to: 'route',
              method,
              from: hostnames[0] ?? '*',
              path,
              host: hostKey(host),
            })),
      )
      const codes = texts(at(retry, 'codes'))
      const layer = layerOf('gatewayApi', {
        file: one.file,
        symbol: symbolOf(one),
        key: `spec.rules[${nth}].retry.attempts`,
        place: retry,
        value: at(retry, 'attempts'),
        condition: codes.length > 0 ? codes.join(', ') : undefined,
        delay: textAt(retry, 'backoff'),
        perTry: textAt(rule, 'timeouts', 'backendRequest'),
        deadline: textAt(rule, 'timeouts', 'request'),
        targets,
      })
      return [services.length > 0 ? { ...layer, kind: 'mesh' } : layer]
    })
  })
}
