/** One page of a list that is walked: where it begins, and how high it was when last drawn. */
export interface Leg {
  /** Absent: the beginning of the list. */
  cursor?: string
  height?: number
}

/** What a page held when it last came. */
export interface Loaded {
  /** Where it began. */
  cursor?: string
  ids: string[]
  /** Where the page after it begins; absent at the end of the list. */
  next?: string
}

/** Where somebody is in a list: the pages reached, the finding at the top of the window. */
export interface Place {
  legs: Leg[]
  /** Page and id of that finding, and its distance from the window's upper edge, px. */
  leg: number
  finding: string
  top: number
  /** The finding whose link has the focus. */
  focus?: string
}

/**
 * The pages of a list once one of them says what comes after it. A list that changed meanwhile has
 * its pages begin elsewhere: the page after follows, and in turn those after it.
 */
export function withNext(legs: readonly Leg[], at: number, next: string | undefined): Leg[] {
  const after = legs[at + 1]
  if (after === undefined || after.cursor === next) return [...legs]
  if (next === undefined) return legs.slice(0, at + 1)
  return legs.map((leg, i) => (i === at + 1 ? { cursor: next } : leg))
}

/**
 * The findings of the pages reached, and what comes after the last. A page that now begins elsewhere
 * has none until it came anew: what it held then need not be in the list any more.
 */
export function reachedOf(
  legs: readonly Leg[],
  loaded: Readonly<Record<number, Loaded>>,
): { ids: string[]; next?: string } {
  const found = legs.map((leg, at) => (loaded[at]?.cursor === leg.cursor ? loaded[at] : undefined))
  return { ids: found.flatMap((page) => page?.ids ?? []), next: found.at(-1)?.next }
}

/** What was kept, where it is a place in a list that begins at this cursor; old or foreign states are none. */
export function placeOf(kept: unknown, cursor: string | undefined): Place | undefined {
  const place = kept as Partial<Place> | null | undefined
  const legs = Array.isArray(place?.legs) ? place.legs : []
  if (legs.length === 0 || legs[0]?.cursor !== cursor) return undefined
  const fits = typeof place?.leg === 'number' && legs[place.leg] !== undefined
  return fits && typeof place?.finding === 'string' && typeof place.top === 'number'
    ? (place as Place)
    : undefined
}
