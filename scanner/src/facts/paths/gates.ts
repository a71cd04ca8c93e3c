import type { FileFacts, FunctionFact, Region } from '../../model'
import type { PlacedLayer } from './layers-at'
import { localOf } from './local-names'
import type { Place } from './place'

/** Something that keeps the layers further out from repeating. */
export interface Gate {
  reason: string
  path: string
  line: number
  /** Layers, counted from the innermost, that lie inside and stand. */
  inside: number
}

const encloses = (outer: Region, inner: Region) =>
  outer.startLine <= inner.startLine && outer.endLine >= inner.endLine

type Swallowed = NonNullable<FunctionFact['swallowed']>[number]

function swallowedAt(callee: string, facts: FileFacts, fn: FunctionFact): Swallowed | undefined {
  const all = fn.swallowed ?? localOf(facts).functions.get(fn.symbol)?.swallowed
  return all?.find((one) => one.calls.includes(callee) && encloses(fn.region, one.region))
}

/** A handler around a call that lets no error out: nobody further out repeats. */
export function gatesHere(callee: string, at: Place, chain: readonly PlacedLayer[]): Gate[] {
  const found = swallowedAt(callee, at.facts, at.fn)
  if (!found) return []
  const { region } = found
  const own = chain.filter(({ home }) => home.path === at.path)
  // A loop that tries again catches what it repeats and says so afterwards.
  if (own.some(({ layer }) => layer.kind === 'loop' && encloses(layer.region, region))) return []
  const inside = chain.filter(
    ({ layer, home }) => home.path !== at.path || !encloses(layer.region, region),
  )
  const reason = 'a handler around the call lets no error out'
  return [{ reason, path: at.path, line: region.startLine, inside: inside.length }]
}
