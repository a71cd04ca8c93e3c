import picomatch from 'picomatch'

/** A decision record in the repository that names its deciders and the paths it decides. */
export interface Claim {
  /** Of the record, `docs/decisions/0007.md`. */
  document: string
  line: number
  /** The first one is accountable. */
  owners: string[]
  /** Globs; empty: only code that names the record (`plumbline: decision=…`) is claimed. */
  paths: string[]
}

export interface ClaimsAt {
  at: number
  claims: Claim[]
}

/** Claims of a repository's decision records over time; before the first one nothing is claimed. */
export class Claims {
  /** Times at which claims may change. */
  readonly edges: readonly number[]
  readonly #states: { at: number; find: (path: string, decision: string | null) => Claim | null }[]

  constructor(states: readonly ClaimsAt[]) {
    const ordered = [...states].sort((a, b) => a.at - b.at)
    const changed = ordered.filter((state, i) => !same(state.claims, ordered[i - 1]?.claims ?? []))
    this.edges = changed.map(({ at }) => at)
    this.#states = changed.map(({ at, claims }) => ({ at, find: finder(claims) }))
  }

  /** Who decided about a place at `t`: the record it names, else the last one that names its path. */
  of(path: string, decision: string | null, t: number): Claim | null {
    return this.#states.findLast((state) => state.at <= t)?.find(path, decision) ?? null
  }
}

function finder(claims: readonly Claim[]) {
  const compiled = claims.map((claim) => ({
    claim,
    matches: claim.paths.length > 0 ? picomatch(claim.paths, { dot: true }) : () => false,
  }))
  const known = new Map<string, Claim | null>()
  return (path: string, decision: string | null): Claim | null => {
    const named =
      decision === null ? undefined : claims.find((c) => c.document === plainPath(decision))
    if (named) return named
    const cached = known.get(path)
    if (cached !== undefined) return cached
    const claim = compiled.findLast((c) => c.matches(path))?.claim ?? null
    known.set(path, claim)
    return claim
  }
}

/** `./docs/0007.md#top` → `docs/0007.md`. */
function plainPath(path: string): string {
  return path.replace(/[#?].*$/, '').replace(/^(\.?\/)+/, '')
}

function same(a: readonly Claim[], b: readonly Claim[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
