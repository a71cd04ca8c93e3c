import type { Finding, RequeueFact } from '../../model'
import { layerData } from './arithmetic'
import type { EntryPoint } from './entry-points'
import type { Names } from './names'
import type { Place } from './place'
import type { Way } from './reach'
import { retryPathSelfRequeue } from './rules'

/** Of several attempts to add one job only the first does. */
const sameJob = (entry: EntryPoint) => `${entry.label} does not take a job again whose id it has`

/** A consumer that puts its own work back where it handles a failure. */
export interface SelfRequeue {
  entry: EntryPoint
  place: Place
  fact: RequeueFact
}

function isOwn(fact: RequeueFact, entry: EntryPoint, at: Place, names: Names): boolean {
  if (fact.name !== undefined && names.textOf(fact.name, at.path) === entry.label) {
    if (entry.kind === 'topic' || entry.kind === 'queue') return true
  }
  const root = fact.callee.replace(/^(this|self)\./, '').replace(/\.\w+$/, '')
  if (entry.kind === 'job' && /\.(delay|apply_async|send)$/.test(fact.callee)) {
    return root === entry.place.fn.symbol
  }
  const found = names.queueOf(fact.callee, at)
  return found !== undefined && names.textOf(found.queue.name, found.path) === entry.label
}

/** Looks at the consumer and every function on a way out of it. */
export function selfRequeues(entry: EntryPoint, ways: readonly Way[], names: Names): SelfRequeue[] {
  if (entry.kind !== 'queue' && entry.kind !== 'topic' && entry.kind !== 'job') return []
  const places = new Map([[entry.place.fn, entry.place]])
  for (const way of ways) for (const place of way.places) places.set(place.fn, place)
  const found: SelfRequeue[] = []
  for (const place of places.values()) {
    for (const fact of place.facts.flow?.requeues ?? []) {
      if (fact.symbol !== place.fn.symbol) continue
      const { startLine, endLine } = place.fn.region
      if (fact.region.startLine < startLine || fact.region.endLine > endLine) continue
      if (isOwn(fact, entry, place, names)) found.push({ entry, place, fact })
    }
  }
  return found
}

export function requeueReason({ entry, fact, place }: SelfRequeue) {
  return {
    kind: 'queue',
    mechanism: 'self-requeue',
    attempts: 'unbounded',
    reason: `the consumer of ${entry.label} adds to its own queue where it handles a failure${fact.rethrows ? ', and throws again' : ''}`,
    basis: fact.callee,
    source: 'explicit',
    path: place.path,
    line: fact.region.startLine,
    symbol: fact.symbol,
  }
}

/** What ends the adding: the queue knows the job by its id. */
export function requeueGates(requeues: readonly SelfRequeue[]) {
  return requeues.flatMap(({ entry, fact, place }) =>
    fact.keyed
      ? {
          reason: sameJob(entry),
          removes: 'self-requeue',
          ...{ path: place.path, line: fact.region.startLine },
        }
      : [],
  )
}

export function requeueFinding(one: SelfRequeue): Finding {
  const { entry, fact, place } = one
  const redelivery = entry.layers[0]?.layer.attempts
  const more =
    fact.rethrows && typeof redelivery === 'number' && redelivery > 1
      ? ` It throws again as well, so that each failed delivery starts up to ${redelivery} more.`
      : fact.rethrows
        ? ' It throws again as well.'
        : ''
  return {
    ...fact.site,
    rule: retryPathSelfRequeue.id,
    level: fact.rethrows ? 'error' : 'warning',
    message: `The consumer of \`${entry.label}\` adds to its own queue where it handles a failure: attempts have no upper bound.${more}`,
    path: place.path,
    identity: `${retryPathSelfRequeue.id}|${entry.keys[0] ?? entry.label}|${place.path}|${fact.symbol}`,
    flow: [
      {
        path: entry.place.path,
        region: entry.place.fn.region,
        symbol: entry.place.fn.symbol,
        message: `entry ${entry.label}`,
      },
      {
        path: place.path,
        region: fact.region,
        symbol: fact.symbol,
        message: `adds to ${entry.label} again`,
      },
    ],
    data: {
      attempts: 'unbounded',
      arithmetic: 'unbounded',
      entry: entry.label,
      entryKey: entry.keys[0] ?? entry.label,
      rethrows: fact.rethrows,
      layers: [...entry.layers.map(layerData), requeueReason(one)],
    },
  }
}
