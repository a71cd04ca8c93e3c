import type { Mechanism } from '../defaults'
import { type ConfigLayer, hostKey, layerOf, type Target } from '../layer'
import { type Resource, symbolOf } from '../resources'
import { at, entries, type Tree, textAt, texts } from '../tree'

const ours = ({ apiVersion }: Resource) => apiVersion.startsWith('dapr.io/')

/** Topics by the component that brings them. */
function topics(resources: readonly Resource[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const one of resources) {
    if (one.kind !== 'Subscription' || !ours(one)) continue
    const component = textAt(one.tree, 'spec', 'pubsubname')
    const topic = textAt(one.tree, 'spec', 'topic')
    if (component && topic) found.set(component, [...(found.get(component) ?? []), topic])
  }
  return found
}

interface Use {
  policy: Tree
  key: string
  mechanism: Mechanism
  targets: Target[]
}

const TIMEOUT = (spec: Tree | undefined, target: Tree) => {
  const name = textAt(target, 'timeout')
  return name === undefined ? undefined : (textAt(spec, 'policies', 'timeouts', name) ?? name)
}

/** Everything that a resiliency document aims at, with the policy it names there. */
function uses(one: Resource, byComponent: ReadonlyMap<string, string[]>) {
  const spec = at(one.tree, 'spec')
  const found: (Use & { target: Tree })[] = []
  const add = (target: Tree | undefined, key: string, mechanism: Mechanism, targets: Target[]) => {
    const policy = at(target, 'retry')
    if (target && policy) found.push({ policy, key: `${key}.retry`, mechanism, targets, target })
  }
  for (const [id, target] of entries(at(spec, 'targets', 'apps')))
    add(target, `spec.targets.apps.${id}`, 'dapr', [{ to: 'call', host: hostKey(id) }])
  for (const [type, target] of entries(at(spec, 'targets', 'actors')))
    add(target, `spec.targets.actors.${type}`, 'dapr', [{ to: 'run', name: `actor ${type}` }])
  for (const [name, target] of entries(at(spec, 'targets', 'components'))) {
    const key = `spec.targets.components.${name}`
    const run: Target[] = [{ to: 'run', name: `component ${name}` }]
    const delivered = (byComponent.get(name) ?? []).map(
      (topic): Target => ({ to: 'delivery', key: `topic:${topic}` }),
    )
    add(at(target, 'outbound'), `${key}.outbound`, 'dapr', run)
    add(
      at(target, 'inbound'),
      `${key}.inbound`,
      'daprDelivery',
      delivered.length > 0 ? delivered : run,
    )
    add(target, key, 'dapr', run)
  }
  return found
}

function condition(policy: Tree): string | undefined {
  const http = textAt(policy, 'matching', 'httpStatusCodes')
  const grpc = textAt(policy, 'matching', 'gRPCStatusCodes')
  const told = [...(http ? [`HTTP ${http}`] : []), ...(grpc ? [`gRPC ${grpc}`] : [])]
  return told.length > 0 ? told.join(', ') : undefined
}

/** Dapr: retry policies where a target names them; a policy that nobody names repeats nothing. */
export function daprLayers(resources: readonly Resource[]): ConfigLayer[] {
  const byComponent = topics(resources)
  return resources.flatMap((one) => {
    if (one.kind !== 'Resiliency' || !ours(one)) return []
    const spec = at(one.tree, 'spec')
    const scopes = texts(at(one.tree, 'scopes'))
    return uses(one, byComponent).map(({ policy, key, mechanism, targets, target }) => {
      const name = policy.text ?? ''
      const written = at(spec, 'policies', 'retries', name)
      const only = scopes.length > 0 ? `calls of ${scopes.join(', ')}` : undefined
      const when = written && condition(written)
      const told = [only, when].filter((text) => text !== undefined)
      const pause = textAt(written, 'duration') ?? textAt(written, 'maxInterval')
      const layer = layerOf(mechanism, {
        file: one.file,
        symbol: symbolOf(one),
        key: written ? `spec.policies.retries.${name}.maxRetries` : key,
        place: written ?? policy,
        value: at(written, 'maxRetries'),
        via: `policy ${name} at ${key}`,
        condition: told.length > 0 ? told.join('; ') : undefined,
        delay: pause && `${textAt(written, 'policy') ?? 'constant'} ${pause}`,
        perTry: TIMEOUT(spec, target),
        targets,
      })
      return written ? layer : { ...layer, attempts: 'unknown', basis: `policy ${name}, not found` }
    })
  })
}
