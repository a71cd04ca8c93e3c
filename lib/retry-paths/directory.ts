import { type Address, addressOf, agreement, nameIn, plainName } from './keys'
import type { Entry, Place, Tie } from './model'

/** An entry point that may be meant. */
export interface Candidate {
  entry: string
  repository: string
  /** Its service; see placeKey. */
  place: string
}

export function placeKey({ repository, service }: Place): string {
  return `${repository} ${service}`
}

/** Entry points by everything that calls may know of them. */
export class Directory {
  readonly #byKey = new Map<string, Candidate[]>()
  readonly #byHost = new Map<string, Set<string>>()
  readonly #byName = new Map<string, Set<string>>()
  readonly #routes = new Map<string, { candidate: Candidate; address: Address }[]>()

  constructor(entries: Iterable<Entry>) {
    for (const entry of entries) {
      const place = placeKey(entry)
      const candidate = { entry: entry.id, repository: entry.repository, place }
      this.#host(entry.service.toLowerCase(), place)
      add(this.#byName, plainName(entry.service), place)
      for (const key of new Set(entry.keys)) {
        list(this.#byKey, key).push(candidate)
        const host = nameIn(key, 'host')
        if (host) this.#host(host.toLowerCase(), place)
        const address = addressOf(key)
        if (address) list(this.#routes, place).push({ candidate, address })
      }
    }
  }

  #host(name: string, place: string): void {
    add(this.#byHost, name, place)
    add(this.#byName, plainName(name), place)
  }

  byKey(key: string): Candidate[] {
    return this.#byKey.get(key) ?? []
  }

  /** Services that a host names. */
  byHost(host: string): string[] {
    return [...(this.#byHost.get(host) ?? [])]
  }

  /** Services that the name of a variable may mean. */
  byName(name: string): string[] {
    return [...(this.#byName.get(name) ?? [])]
  }

  /** Routes of these services that a call fits; of one service only the most literal ones. */
  routes(places: readonly string[], call: Address): Candidate[] {
    const all: Candidate[] = []
    for (const place of new Set(places)) {
      const best = new Map<string, Candidate>()
      let most = -1
      for (const { candidate, address } of this.#routes.get(place) ?? []) {
        const literal = agreement(call, address)
        if (literal === null || literal < most) continue
        if (literal > most) best.clear()
        most = literal
        best.set(candidate.entry, candidate)
      }
      all.push(...best.values())
    }
    return all
  }

  tied(tie: Tie, call: Address | null): Candidate[] {
    const place = placeKey(tie)
    if (tie.entryKey !== null) return this.byKey(tie.entryKey).filter((c) => c.place === place)
    return call ? this.routes([place], call) : []
  }

  nameOf(place: string): string {
    return place.slice(place.indexOf(' ') + 1)
  }
}

function list<T>(map: Map<string, T[]>, key: string): T[] {
  const known = map.get(key) ?? []
  map.set(key, known)
  return known
}

function add(map: Map<string, Set<string>>, key: string, value: string): void {
  const known = map.get(key)
  if (known) known.add(value)
  else map.set(key, new Set([value]))
}
