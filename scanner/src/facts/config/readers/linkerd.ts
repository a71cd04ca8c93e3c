import { type ConfigLayer, hostKey, layerOf, type Target } from '../layer'
import { type Resource, symbolOf } from '../resources'
import { at, items, textAt } from '../tree'

const BUDGET = '20 % of requests and 10 per second (default)'

/** A path as a template where the expression is a plain one. */
function pathOf(pattern: string | undefined): string {
  if (!pattern) return '/**'
  const plain = pattern
    .replace(/^\^|\$$/g, '')
    .replace(/\[\^\/\]\*|\[\^\/\]\+|\(\[\^\/\]\*\)|\\d\+/g, '{}')
    .replace(/\\([./-])/g, '$1')
    .replace(/\.\*$/, '**')
  return /[\\^$*+?()[\]|]/.test(plain.replace(/\*\*$/, '')) ? '/**' : plain
}

function profile(one: Resource): ConfigLayer[] {
  const spec = at(one.tree, 'spec')
  const ratio = textAt(spec, 'retryBudget', 'retryRatio')
  const least = textAt(spec, 'retryBudget', 'minRetriesPerSecond')
  const budget = ratio
    ? `${Number(ratio) * 100} % of requests and ${least ?? 0} per second`
    : BUDGET
  return items(at(spec, 'routes')).flatMap((route, nth) => {
    if (textAt(route, 'isRetryable') !== 'true') return []
    const method = textAt(route, 'condition', 'method')?.toUpperCase() ?? 'ANY'
    const path = pathOf(textAt(route, 'condition', 'pathRegex'))
    const name = textAt(route, 'name')
    const layer = layerOf('linkerdProfile', {
      file: one.file,
      symbol: symbolOf(one),
      key: `spec.routes[${nth}].isRetryable`,
      place: route,
      value: undefined,
      condition: `5xx of ${name ?? `${method} ${path}`}`,
      deadline: textAt(route, 'timeout') ?? '10s (default)',
      budget,
      targets: [{ to: 'call', host: hostKey(one.name), method, path }],
    })
    const basis = 'isRetryable: true, no limit for one request, only a budget'
    return [{ ...layer, basis, source: 'explicit' as const }]
  })
}

function annotated(one: Resource): ConfigLayer[] {
  const http = one.annotations.get('retry.linkerd.io/http')
  const grpc = one.annotations.get('retry.linkerd.io/grpc')
  const limit = one.annotations.get('retry.linkerd.io/limit')
  const place = http ?? grpc
  if (!place) return []
  const parents = items(at(one.tree, 'spec', 'parentRefs')).filter(
    (parent) => textAt(parent, 'kind') === 'Service',
  )
  const hosts =
    one.kind === 'Service' ? [one.name] : parents.flatMap((parent) => textAt(parent, 'name') ?? [])
  const targets = hosts.map((host): Target => ({ to: 'call', host: hostKey(host) }))
  return [
    layerOf('linkerd', {
      file: one.file,
      symbol: symbolOf(one),
      key: 'metadata.annotations.retry.linkerd.io/limit',
      place: limit ?? place,
      value: limit,
      condition: [http?.text, grpc?.text].filter((text) => text !== undefined).join(', '),
      perTry: one.annotations.get('retry.linkerd.io/timeout')?.text,
      deadline: one.annotations.get('timeout.linkerd.io/request')?.text,
      targets,
    }),
  ]
}

/** Linkerd: retryable routes of service profiles, and annotations of routes and services. */
export function linkerdLayers(resources: readonly Resource[]): ConfigLayer[] {
  const profiles = resources.filter(
    ({ kind, apiVersion }) => kind === 'ServiceProfile' && apiVersion.startsWith('linkerd.io/'),
  )
  const told = new Set(profiles.map(({ name }) => hostKey(name)))
  // Where a service has a profile, its annotations are not read by the proxy.
  const others = resources.filter(
    ({ kind, name }) =>
      /^(Service|HTTPRoute|GRPCRoute)$/.test(kind) && !(kind === 'Service' && told.has(name)),
  )
  return [...profiles.flatMap(profile), ...others.flatMap(annotated)]
}
