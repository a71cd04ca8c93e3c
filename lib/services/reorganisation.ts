import { ownerKey } from '@/lib/ownership/owner'

/** From then on, what one team (or person) answered for is another's, or nobody's. */
export interface TeamChange {
  /** Null: every service. */
  service: string | null
  /** As owners are compared; null: whatever team the service has. */
  fromKey: string | null
  to: string | null
  from: number
  until: number | null
  /** rename | merge | split | dissolve | leave | give */
  reason: string
}

/**
 * Reorganisations of one repository, on top of what scans say. The newest change that holds
 * decides, one for the service before one for all; changes follow each other (A became B, B
 * became C), and a circle ends where it began.
 */
export class TeamChanges {
  /** Times at which any team may become another. */
  readonly edges: readonly number[]
  readonly #changes: readonly TeamChange[]

  constructor(changes: readonly TeamChange[] = []) {
    this.#changes = [...changes].sort((a, b) => b.from - a.from)
    const times = changes.flatMap((c) => (c.until === null ? [c.from] : [c.from, c.until]))
    this.edges = [...new Set(times)].sort((a, b) => a - b)
  }

  /** The team that answers for a service which is said to belong to `name`; null: nobody. */
  teamOf(name: string | null, service: string, t: number): string | null {
    const given = this.#changes.find(
      (c) => c.fromKey === null && c.service === service && holds(c, t),
    )
    return this.successor(given ? given.to : name, service, t)
  }

  /** Who answers at `t` for what was `name`'s; null where the team dissolved or the person left. */
  successor(name: string | null, service: string, t: number): string | null {
    return this.follow(name, service, t).name
  }

  /** The change that left nobody, where one did: when and who says so. */
  endOf(name: string, service: string, t: number): TeamChange | undefined {
    const { name: end, last } = this.follow(name, service, t)
    return end === null ? last : undefined
  }

  private follow(name: string | null, service: string, t: number) {
    let last: TeamChange | undefined
    const seen = new Set<string>()
    let current = name
    while (current !== null) {
      const key = ownerKey(current)
      if (seen.has(key)) break
      seen.add(key)
      const fits = this.#changes.filter((c) => c.fromKey === key && holds(c, t))
      const next = fits.find((c) => c.service === service) ?? fits.find((c) => c.service === null)
      if (!next) break
      last = next
      current = next.to
    }
    return { name: current, last }
  }
}

function holds(change: TeamChange, t: number): boolean {
  return change.from <= t && (change.until === null || change.until > t)
}
