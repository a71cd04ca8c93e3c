import type { Finding } from '../../model'
import type { ConfigLayer, Target } from '../config/layer'
import { layerData } from './arithmetic'
import { configPlace } from './config-place'
import { placedOf } from './configured'
import { flowSegment } from './rules'

/** More would not be read by anybody; code's own segments have theirs. */
const MAX_SEGMENTS = 500

interface End {
  kind: string
  label: string
  keys: string[]
  method?: string
}

/**
 * What a layer stands between, as a flow of its own. Its entry names the gateway, mesh or queue, and
 * not the callee: a key of the callee would make two that answer to one name.
 */
function ends(target: Target): { entry: End; outgoing: End } | undefined {
  if (target.to === 'delivery') {
    const [kind = 'queue', ...name] = target.key.split(':')
    const label = name.join(':')
    return {
      entry: { kind, label: `delivery of ${label}`, keys: [`relay:${target.key}`] },
      outgoing: { kind, label, keys: [target.key, `past:${target.key}`] },
    }
  }
  if (target.to !== 'call' && target.to !== 'route') return undefined
  const method = target.method ?? 'ANY'
  const path = target.path ?? '/**'
  const known = method === 'ANY' ? {} : { method }
  const outgoing: End = {
    kind: 'http',
    label: `${method} ${target.host}`,
    // Gateways may rewrite paths: any of the host's that the method allows.
    keys: [
      `http:${method} ${target.host}${target.to === 'call' ? path : '/**'}`,
      `host:${target.host}`,
    ],
    ...known,
  }
  const from = target.to === 'call' ? target.host : target.from
  const [where, key] =
    target.to === 'call' ? ['calls to', 'relay:http:'] : ['requests at', 'gateway:http:']
  const label = `${where} ${method} ${from === '*' ? '' : from}${path}`
  return { entry: { kind: 'http', label, keys: [`${key}${method} ${from}${path}`] }, outgoing }
}

function segment(layer: ConfigLayer, { entry, outgoing }: { entry: End; outgoing: End }): Finding {
  const one = placedOf(layer)
  const { file, line, endLine, symbol } = layer
  const place = configPlace({ ...file, line, endLine, symbol })
  return {
    ...place,
    rule: flowSegment.id,
    message: `${entry.label} reaches ${outgoing.label}: ${layer.attempts} attempts.`,
    lineHash: '',
    content: `${entry.keys[0]} ${outgoing.keys[0]}`,
    identity: `${entry.keys[0]}|${outgoing.keys[0]}`,
    data: {
      flow: {
        entry,
        outgoing,
        layers: [layerData(one)],
        naive: layer.attempts,
        gated: layer.attempts,
        gates: [],
      },
    },
  }
}

/**
 * Flow segments of gateways, and of meshes and queues that no call or consumer of this repository
 * passes: what passes them may stand in another one.
 */
export function configSegments(
  layers: readonly ConfigLayer[],
  used: ReadonlySet<ConfigLayer>,
): Finding[] {
  const found = new Map<string, Finding>()
  for (const layer of layers) {
    for (const target of layer.targets) {
      if (used.has(layer) && target.to !== 'route') continue
      const both = ends(target)
      if (!both) continue
      const one = segment(layer, both)
      if (one.identity && !found.has(one.identity)) found.set(one.identity, one)
    }
  }
  return [...found.values()].slice(0, MAX_SEGMENTS)
}
