import { type ConfigLayer, hostKey, layerOf, type Target } from '../layer'
import { type Resource, symbolOf } from '../resources'
import { at, items, type Tree, textAt, texts } from '../tree'
import { yamlTrees } from '../yaml-tree'

const ours = ({ apiVersion }: Resource) => apiVersion.startsWith('networking.istio.io/')

/** What a DestinationRule lets through: retries of all requests together. */
function budgets(resources: readonly Resource[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const one of resources) {
    if (one.kind !== 'DestinationRule' || !ours(one)) continue
    const host = textAt(one.tree, 'spec', 'host')
    const policy = at(one.tree, 'spec', 'trafficPolicy')
    const most = textAt(policy, 'connectionPool', 'http', 'maxRetries')
    const percent = textAt(policy, 'retryBudget', 'percent')
    const told = [
      ...(most ? [`at most ${most} retries at a time`] : []),
      ...(percent ? [`${percent} % of requests`] : []),
    ]
    if (host && told.length > 0)
      found.set(hostKey(host), `${told.join(', ')} (DestinationRule ${one.name})`)
  }
  return found
}

/** The mesh's own default, where its configuration is in the repository. */
function meshDefault(resources: readonly Resource[]): { value: Tree; on?: string } | undefined {
  for (const { kind, tree } of resources) {
    const mesh =
      kind === 'IstioOperator'
        ? at(tree, 'spec', 'meshConfig')
        : kind === 'ConfigMap' && textAt(tree, 'data', 'mesh')?.includes('defaultHttpRetryPolicy')
          ? yamlTrees(textAt(tree, 'data', 'mesh') ?? '').documents[0]
          : undefined
    const policy = at(mesh, 'defaultHttpRetryPolicy')
    const value = at(policy, 'attempts')
    const on = textAt(policy, 'retryOn')
    if (value) return { value, ...(on ? { on } : {}) }
  }
  return undefined
}

interface Match {
  method: string
  path: string
}

function matches(http: Tree): Match[] {
  const found = items(at(http, 'match')).map((match): Match => {
    const exact = textAt(match, 'uri', 'exact')
    const prefix = textAt(match, 'uri', 'prefix')
    const method = textAt(match, 'method', 'exact') ?? 'ANY'
    const path = exact ?? (prefix === undefined ? '/**' : `${prefix.replace(/\/+$/, '')}/**`)
    return { method: method.toUpperCase(), path }
  })
  return found.length > 0 ? found : [{ method: 'ANY', path: '/**' }]
}

function targets(resource: Resource, http: readonly Tree[]): Target[] {
  const spec = at(resource.tree, 'spec')
  const gateways = texts(at(spec, 'gateways'))
  const hosts = texts(at(spec, 'hosts'))
  const inside = gateways.length === 0 || gateways.includes('mesh')
  const outside = gateways.some((one) => one !== 'mesh')
  return http.flatMap((one) => {
    const to = items(at(one, 'route')).flatMap(
      (route) => textAt(route, 'destination', 'host') ?? [],
    )
    return matches(one).flatMap(({ method, path }): Target[] => [
      ...(inside ? hosts : [])
        .filter((host) => !host.includes('*'))
        .map((host): Target => ({ to: 'call', host: hostKey(host), method, path })),
      ...(outside ? to : []).map(
        (host): Target => ({
          to: 'route',
          method,
          from: hosts[0] ?? '*',
          path,
          host: hostKey(host),
        }),
      ),
    ])
  })
}

/** At a gateway only, where no proxy beside a caller uses it. */
const placed = (layer: ConfigLayer): ConfigLayer =>
  layer.targets.length > 0 && layer.targets.every(({ to }) => to === 'route')
    ? { ...layer, kind: 'gateway' }
    : layer

/** Istio: retries of a VirtualService's HTTP routes, and those it makes where none are written. */
export function istioLayers(resources: readonly Resource[]): ConfigLayer[] {
  const limits = budgets(resources)
  const mesh = meshDefault(resources)
  return resources.flatMap((one): ConfigLayer[] => {
    if (one.kind !== 'VirtualService' || !ours(one)) return []
    const http = items(at(one.tree, 'spec', 'http'))
    const routed = http.map((tree, nth) => ({ tree, nth })).filter(({ tree }) => at(tree, 'route'))
    const written = routed.filter(({ tree }) => at(tree, 'retries'))
    const silent = routed.filter(({ tree }) => !at(tree, 'retries'))
    const hosts = texts(at(one.tree, 'spec', 'hosts')).map(hostKey)
    const budget = hosts.map((host) => limits.get(host)).find((limit) => limit !== undefined)
    const found = written.map(({ tree, nth }) => {
      const retries = at(tree, 'retries')
      return layerOf('istio', {
        file: one.file,
        symbol: symbolOf(one),
        key: `spec.http[${nth}].retries.attempts`,
        place: retries ?? tree,
        value: at(retries, 'attempts'),
        condition: textAt(retries, 'retryOn'),
        delay: textAt(retries, 'backoff'),
        perTry: textAt(retries, 'perTryTimeout'),
        deadline: textAt(tree, 'timeout'),
        budget,
        targets: targets(one, [tree]),
      })
    })
    const [first] = silent
    if (!first) return found.map(placed)
    const unsaid = layerOf('istio', {
      file: one.file,
      symbol: symbolOf(one),
      key: `spec.http[${first.nth}].retries.attempts`,
      place: { line: first.tree.line, endLine: first.tree.line },
      value: mesh?.value,
      ...(mesh ? { via: 'defaultHttpRetryPolicy of the mesh' } : {}),
      condition: mesh?.on,
      deadline: textAt(first.tree, 'timeout'),
      budget,
      targets: targets(
        one,
        silent.map(({ tree }) => tree),
      ),
    })
    return [...found, unsaid].map(placed)
  })
}
