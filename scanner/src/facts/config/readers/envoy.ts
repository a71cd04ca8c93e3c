import type { ConfigFile } from '../files'
import { type ConfigLayer, hostKey, layerOf, type Target } from '../layer'
import { at, items, mappings, type Tree, textAt, texts } from '../tree'

/** `{ seconds: 1, nanos: 5 }` and `1s` are one thing. */
function duration(tree: Tree | undefined): string | undefined {
  if (!tree?.map) return tree?.text
  const seconds = textAt(tree, 'seconds')
  return seconds === undefined ? undefined : `${seconds}s`
}

interface Clusters {
  hosts: Map<string, string[]>
  limits: Map<string, string>
}

function clustersOf(document: Tree): Clusters {
  const found: Clusters = { hosts: new Map(), limits: new Map() }
  for (const tree of mappings(document)) {
    for (const cluster of items(at(tree, 'clusters'))) {
      const name = textAt(cluster, 'name')
      if (!name) continue
      const addresses = [
        ...mappings(at(cluster, 'load_assignment')),
        ...mappings(at(cluster, 'hosts')),
      ]
        .flatMap((one) => textAt(one, 'socket_address', 'address') ?? [])
        .filter((host) => !/^[\d.:]+$/.test(host))
      found.hosts.set(name, [...new Set(addresses)])
      const most = [...mappings(at(cluster, 'circuit_breakers'))].flatMap(
        (one) => textAt(one, 'max_retries') ?? [],
      )[0]
      if (most) found.limits.set(name, `at most ${most} retries at a time (cluster ${name})`)
    }
  }
  return found
}

function pathOf(match: Tree | undefined): string {
  const exact = textAt(match, 'path')
  const prefix = textAt(match, 'prefix') ?? textAt(match, 'path_separated_prefix')
  return exact ?? (prefix === undefined ? '/**' : `${prefix.replace(/\/+$/, '')}/**`)
}

function methodOf(match: Tree | undefined): string {
  const header = items(at(match, 'headers')).find((one) => textAt(one, 'name') === ':method')
  const text = textAt(header, 'exact_match') ?? textAt(header, 'string_match', 'exact')
  return text?.toUpperCase() ?? 'ANY'
}

function toClusters(route: Tree): string[] {
  const to = at(route, 'route')
  const weighted = items(at(to, 'weighted_clusters', 'clusters'))
  return [textAt(to, 'cluster'), ...weighted.map((one) => textAt(one, 'name'))].filter(
    (name) => name !== undefined,
  )
}

/** One policy, with the routes that have none of their own when it is a virtual host's. */
function policy(
  file: ConfigFile,
  host: Tree,
  tree: Tree,
  routes: readonly Tree[],
  key: string,
  clusters: Clusters,
): ConfigLayer[] {
  const on = textAt(tree, 'retry_on')
  // Without conditions nothing is repeated, whatever the number.
  if (on === undefined || on === '') return []
  const domains = texts(at(host, 'domains'))
  const named = routes.flatMap((route) => toClusters(route).map((cluster) => ({ route, cluster })))
  const targets = named.flatMap(({ route, cluster }) => {
    const match = at(route, 'match')
    const found = clusters.hosts.get(cluster) ?? []
    return (found.length > 0 ? found : [cluster]).map(
      (to): Target => ({
        to: 'route',
        method: methodOf(match),
        from: domains[0] ?? '*',
        path: pathOf(match),
        host: hostKey(to),
      }),
    )
  })
  const [first] = routes
  const deadline = first && duration(at(first, 'route', 'timeout'))
  const budget = named.flatMap(({ cluster }) => clusters.limits.get(cluster) ?? [])[0]
  const base = duration(at(tree, 'retry_back_off', 'base_interval'))
  const retriable = texts(at(tree, 'retriable_status_codes'))
  return [
    layerOf('envoy', {
      file,
      symbol: `virtual host ${textAt(host, 'name') ?? domains.join(' ')}`,
      key,
      place: tree,
      value: at(tree, 'num_retries'),
      condition: [on, ...retriable].join(','),
      delay: base,
      perTry: duration(at(tree, 'per_try_timeout')),
      deadline: deadline === '0s' ? undefined : (deadline ?? '15s (default)'),
      budget,
      targets,
    }),
  ]
}

/** Envoy's own configuration: `retry_policy` of routes and virtual hosts; a route's own one counts. */
export function envoyLayers(files: readonly ConfigFile[]): ConfigLayer[] {
  return files.flatMap((file) =>
    file.documents.flatMap((document) => {
      if (!file.text.includes('retry_policy')) return []
      const clusters = clustersOf(document)
      const hosts = [...mappings(document)].flatMap((tree) => items(at(tree, 'virtual_hosts')))
      return hosts.flatMap((host, nth) => {
        const routes = items(at(host, 'routes'))
        const common = at(host, 'retry_policy')
        const at0 = `virtual_hosts[${nth}]`
        const own = routes.flatMap((route, r) => {
          const tree = at(route, 'route', 'retry_policy')
          const key = `${at0}.routes[${r}].route.retry_policy.num_retries`
          return tree ? policy(file, host, tree, [route], key, clusters) : []
        })
        const rest = routes.filter((route) => !at(route, 'route', 'retry_policy'))
        const shared = common
          ? policy(file, host, common, rest, `${at0}.retry_policy.num_retries`, clusters)
          : []
        return [...own, ...shared]
      })
    }),
  )
}
