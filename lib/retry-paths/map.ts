import { groupBy } from '@/lib/trends/group-by'
import { handsOver } from './handover'
import type { Confidence } from './model'
import { isNamed, outsideOf } from './outside'
import { type Attempts, product, worse } from './product'
import type { MapEdge, MapMiss, MapNode } from './types'

/** A flow segment that is there at the instant of the map. */
export interface MapPart {
  entry: string
  out: string
  /** Service, by id. */
  service: string
  layers: number
  /** After what takes factors away. */
  attempts: Attempts
}

export interface MapLink {
  out: string
  entry: string | null
  rule: string
  confidence: Confidence | null
  detail: string | null
}

/** What a call is named and where it goes when it leaves the house. */
export interface MapOut {
  label: string
  keys: readonly string[]
}

export interface MapService {
  id: string
  label: string
  repository: string
  team: string | null
}

/** Calls through so many services are followed; longer ones count as far as that. */
const ROUNDS = 6

interface Arrival {
  attempts: Attempts
  /** Entry points on the way, so that a circle is not gone round twice. */
  way: readonly string[]
}

/**
 * Services and calls at one instant. The worst case of a service is how often one request that
 * enters the house somewhere can call it: the product of all layers on the worst way there, which
 * begins where work was handed over: what was repeated before is the sending (ADR 7).
 */
export function mapOf(
  parts: readonly MapPart[],
  links: readonly MapLink[],
  services: ReadonlyMap<string, MapService>,
  outs: ReadonlyMap<string, MapOut>,
): { nodes: MapNode[]; edges: MapEdge[]; misses: MapMiss[]; quiet: number } {
  const linksOf = groupBy(links, ({ out }) => out)
  const calledOf = groupBy(
    links.filter((link) => !handsOver(link)),
    ({ out }) => out,
  )
  const serviceOf = new Map(parts.map(({ entry, service }) => [entry, service]))
  const arrivals = arrivalsOf(parts, calledOf)
  const edges = new Map<string, MapEdge>()
  const nodes = new Map<string, MapNode>()
  const misses = new Map<string, MapMiss>()
  let quiet = 0
  const node = (id: string, make: () => Omit<MapNode, 'id' | 'worst' | 'repeats'>): MapNode => {
    const known = nodes.get(id) ?? { id, ...make(), worst: 1, repeats: 0 }
    nodes.set(id, known)
    return known
  }
  for (const part of parts) {
    const service = services.get(part.service)
    if (!service) continue
    const from = node(part.service, () => ({
      label: service.label,
      repository: service.repository,
      ...(service.team === null ? {} : { team: service.team }),
    }))
    if (part.layers > 0) from.repeats++
    const arrives = arrivals.get(part.entry)?.attempts ?? 1
    const worst = product([arrives, part.attempts])
    const out = outs.get(part.out)
    const met = (linksOf.get(part.out) ?? []).filter(({ entry }) => entry !== null)
    for (const link of met) {
      const { entry, confidence } = link
      const to = serviceOf.get(entry ?? '')
      if (to === undefined) continue
      note(edges, part.service, to, part.attempts, worst, confidence)
      const target = services.get(to)
      if (target) {
        const reached = node(to, () => ({
          label: target.label,
          repository: target.repository,
          ...(target.team === null ? {} : { team: target.team }),
        }))
        if (!handsOver(link) && worse(worst, reached.worst) < 0) reached.worst = worst
      }
    }
    if (met.length > 0 || !out || out.keys[0] === 'none:') continue
    for (const { rule, detail } of linksOf.get(part.out) ?? []) {
      const key = `${part.service} ${part.out} ${rule}`
      const known = misses.get(key)
      if (known) known.calls++
      else {
        misses.set(key, {
          ...{ from: service.id, service: service.label, label: out.label, key: out.keys[0] ?? '' },
          ...{ reason: rule, detail: detail ?? '', calls: 1 },
        })
      }
    }
    const name = outsideOf(out) ?? out.label
    if (worst === 1) quiet++
    else {
      const named = (linksOf.get(part.out) ?? []).some(isNamed) ? { named: true as const } : {}
      const outside = node(`out:${name}`, () => ({ label: name, ...named }))
      if (worse(worst, outside.worst) < 0) outside.worst = worst
      note(edges, part.service, outside.id, part.attempts, worst, null)
    }
  }
  return {
    nodes: [...nodes.values()].sort((a, b) => worse(a.worst, b.worst) || order(a.label, b.label)),
    edges: [...edges.values()].sort((a, b) => worse(a.worst, b.worst) || order(a.from, b.from)),
    misses: [...misses.values()].sort((a, b) => order(a.service, b.service) || order(a.key, b.key)),
    quiet,
  }
}

/** In the worst case, how often does one request from outside arrive at each entry point? */
function arrivalsOf(
  parts: readonly MapPart[],
  linksOf: ReadonlyMap<string, readonly MapLink[]>,
): Map<string, Arrival> {
  let arrivals = new Map<string, Arrival>()
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Map(arrivals)
    let changed = false
    for (const part of parts) {
      const here = arrivals.get(part.entry) ?? { attempts: 1, way: [part.entry] }
      const attempts = product([here.attempts, part.attempts])
      for (const { entry } of linksOf.get(part.out) ?? []) {
        if (entry === null || here.way.includes(entry)) continue
        const known = next.get(entry)
        if (known && worse(attempts, known.attempts) >= 0) continue
        next.set(entry, { attempts, way: [...here.way, entry] })
        changed = true
      }
    }
    arrivals = next
    if (!changed) break
  }
  return arrivals
}

function note(
  edges: Map<string, MapEdge>,
  from: string,
  to: string,
  attempts: Attempts,
  worst: Attempts,
  confidence: Confidence | null,
): void {
  const known = edges.get(`${from} ${to}`)
  if (!known) {
    const said = confidence === null ? {} : { confidence }
    edges.set(`${from} ${to}`, { from, to, calls: 1, attempts, worst, ...said })
    return
  }
  known.calls++
  if (worse(attempts, known.attempts) < 0) known.attempts = attempts
  if (worse(worst, known.worst) < 0) known.worst = worst
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b))
