import picomatch from 'picomatch'
import type { ServiceDefinition } from '@/lib/sarif/content'
import { TeamChanges } from './reorganisation'

/** Services as one scan stated them, from its commit time on. */
export interface ServiceMapAt {
  at: number
  services: ServiceDefinition[]
}

/** Where a path belongs during [from, to). */
export interface Placement {
  from: number
  to: number | null
  service: string
  team: string | null
}

type Resolve = (path: string) => { service: string; team: string | null }

/**
 * Which service claims a path, over time. The first service whose globs match claims it; a path
 * that none claims belongs to a service named after the repository. Before the first map, the
 * first map holds: nothing older is known. Reorganisations lie on top.
 */
export class Placements {
  readonly #maps: { at: number; resolve: Resolve }[]

  constructor(
    repositoryName: string,
    maps: readonly ServiceMapAt[],
    readonly changes = new TeamChanges(),
  ) {
    const fallback = repositoryName.split('/').pop() || repositoryName
    const ordered = [...maps].sort((a, b) => a.at - b.at)
    const compiled = new Map<string, Resolve>()
    this.#maps = ordered.map(({ at, services }) => {
      const digest = JSON.stringify(services)
      const resolve = compiled.get(digest) ?? resolver(services, fallback)
      compiled.set(digest, resolve)
      return { at, resolve }
    })
    if (this.#maps.length === 0) {
      this.#maps.push({ at: -Infinity, resolve: () => ({ service: fallback, team: null }) })
    }
  }

  /** Placements of `path` that cover [from, to), adjacent equal ones joined. */
  of(path: string, from: number, to: number | null): Placement[] {
    const result: Placement[] = []
    this.#maps.forEach((map, i) => {
      const begin = i === 0 ? from : Math.max(from, map.at)
      const next = this.#maps[i + 1]?.at ?? null
      const end = next === null ? to : to === null ? next : Math.min(to, next)
      if (end !== null && end <= begin) return
      const { service, team: stated } = map.resolve(path)
      const cuts = this.changes.edges.filter((t) => t > begin && (end === null || t < end))
      const begins = [begin, ...cuts]
      begins.forEach((at, j) => {
        const team = this.changes.teamOf(stated, service, at)
        append(result, { from: at, to: begins[j + 1] ?? end, service, team })
      })
    })
    return result
  }
}

function append(placements: Placement[], next: Placement): void {
  const last = placements.at(-1)
  if (last && last.service === next.service && last.team === next.team) last.to = next.to
  else placements.push(next)
}

function resolver(services: readonly ServiceDefinition[], fallback: string): Resolve {
  const claims = services.map((service) => ({
    service: service.name,
    team: service.team ?? null,
    matches: picomatch(service.paths, { dot: true }),
  }))
  const known = new Map<string, ReturnType<Resolve>>()
  return (path) => {
    const cached = known.get(path)
    if (cached) return cached
    const claim = claims.find((c) => c.matches(path))
    const place = { service: claim?.service ?? fallback, team: claim?.team ?? null }
    known.set(path, place)
    return place
  }
}
