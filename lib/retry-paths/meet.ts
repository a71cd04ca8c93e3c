import { type Candidate, type Directory, placeKey } from './directory'
import { redelivers, tieRule } from './handover'
import { addressOf, envName, hostNames, nameIn, shapeOf } from './keys'
import type { Confidence, Link, Out, Tie } from './model'
import { both, cutAt, holds, type Stretch, union, without } from './stretches'

/** The one meeting over a queue by which a failure of the work comes back. */
const REDELIVERY = 'redelivery'

/** Keys of what is named alike on both sides. */
const NAMED = /^(grpc|queue|topic|task):/

type There = ReadonlyMap<string, readonly Stretch[]>

/** One way of meeting: who may be meant, and how sure that is. */
interface Attempt {
  rule: string
  confidence: Confidence
  candidates: Candidate[]
  /** Every service that listens gets it (topics); else only one can be meant. */
  all?: boolean
  /** Why nobody was met, where the address names somebody. */
  miss: { rule: string; detail: string }
  /** When it holds, where that is not always. */
  within?: Stretch
}

/**
 * Which entry points an outgoing call meets, and when; where none, why. Keys are tried the
 * strongest first, each for the time that the ones before left open. Of several services that
 * could be meant, the one in the caller's own repository is; else nobody is, and that is said.
 */
export function meet(
  out: Out,
  there: readonly Stretch[],
  directory: Directory,
  entriesThere: There,
  ties: readonly Tie[],
): Link[] {
  const links: Link[] = []
  let open = [...there]
  const tried: Attempt[] = []
  for (const attempt of attempts(out, directory, ties)) {
    tried.push(attempt)
    const found = decide(out, during(open, attempt), attempt, directory, entriesThere)
    links.push(...found)
    open = without(open, union(found))
    if (open.length === 0) return links
  }
  // The first reason of each time is the one that is told.
  for (const attempt of tried) {
    const times = during(open, attempt)
    const said = { ...attempt.miss, confidence: null }
    links.push(...times.map((time) => ({ out: out.id, entry: null, ...time, ...said })))
    open = without(open, times)
  }
  return links
}

const during = (open: readonly Stretch[], { within }: Attempt): Stretch[] =>
  within ? both(open, [within]) : [...open]

function* attempts(out: Out, directory: Directory, ties: readonly Tie[]): Generator<Attempt> {
  const addresses = out.keys.map(addressOf)
  const address = addresses.find((one) => one !== null) ?? null
  for (const tie of ties) {
    if (!out.keys.includes(tie.outKey)) continue
    yield {
      rule: tieRule(out, tie.outKey),
      confidence: 'certain',
      candidates: directory.tied(tie, address),
      within: { from: tie.from, to: tie.to },
      miss: { rule: 'tie-without-entry', detail: `${tie.service} has no such entry point` },
    }
  }
  let hosted = false
  for (const [i, key] of out.keys.entries()) {
    const kind = NAMED.exec(key)?.[1]
    if (kind !== undefined) {
      const miss = { rule: 'no-such-entry', detail: key }
      const again = redelivers(out, key)
      if (!again) {
        const candidates = directory.byKey(`relay:${key}`)
        yield { rule: kind, confidence: 'certain', candidates, all: true, miss }
      }
      const candidates = directory.byKey(key)
      const rule = again ? REDELIVERY : kind
      yield { rule, confidence: 'certain', candidates, all: kind === 'topic', miss }
    }
    const named = addresses[i]?.host ?? null
    const host = (named?.startsWith('env:') ? null : named) ?? nameIn(key, 'host')
    if (host) {
      hosted = true
      const services = hostNames(host).flatMap((name) => directory.byHost(name))
      yield {
        rule: 'host-path',
        confidence: 'certain',
        candidates: address ? directory.routes(services, address) : [],
        miss: missOf(services.length > 0, address !== null, host),
      }
    }
    const variable = nameIn(key, 'env') ?? (named && nameIn(named, 'env'))
    if (variable !== null) {
      const services = directory.byName(envName(variable))
      hosted ||= services.length > 0
      yield {
        rule: 'env-path',
        confidence: 'likely',
        candidates: address ? directory.routes(services, address) : [],
        miss: missOf(services.length > 0, address !== null, variable),
      }
    }
  }
  const shape = address && !hosted ? shapeOf(address) : null
  if (shape === null) return
  const others = directory.byKey(shape).filter(({ place }) => place !== placeKey(out))
  yield {
    rule: 'path',
    confidence: 'guess',
    candidates: others,
    miss: { rule: 'no-such-entry', detail: shape },
  }
}

function missOf(service: boolean, path: boolean, name: string): { rule: string; detail: string } {
  if (!service) return { rule: 'unknown-host', detail: name }
  return path ? { rule: 'no-such-route', detail: name } : { rule: 'path-unknown', detail: name }
}

/** Links of one attempt within the time still open. */
function decide(
  out: Out,
  open: readonly Stretch[],
  { rule, confidence, candidates, all }: Attempt,
  directory: Directory,
  entriesThere: There,
): Link[] {
  const places = new Set(candidates.map(({ place }) => place))
  if (all || places.size <= 1) {
    return candidates.flatMap(({ entry }) => {
      return both(open, entriesThere.get(entry) ?? []).map(({ from, to }) => {
        return { out: out.id, entry, from, to, rule, confidence, detail: null }
      })
    })
  }
  const there = candidates.map(({ entry }) => entriesThere.get(entry) ?? [])
  return cutAt(open, there).flatMap((time): Link[] => {
    const here = candidates.filter((_, i) => holds(there[i] ?? [], time.from))
    const meant = chosen(here, out)
    if (meant) {
      return meant.map(({ entry }) => ({
        out: out.id,
        entry,
        ...time,
        rule,
        confidence,
        detail: null,
      }))
    }
    const names = [...new Set(here.map(({ place }) => place))]
      .map((place) => directory.nameOf(place))
      .sort()
    const said = { rule: 'ambiguous', confidence: null, detail: names.join(', ') }
    return here.length > 0 ? [{ out: out.id, entry: null, ...time, ...said }] : []
  })
}

/** The candidates of the one service that can be meant; undefined where that is open. */
function chosen(here: readonly Candidate[], out: Out): readonly Candidate[] | undefined {
  const only = (of: readonly Candidate[]) => new Set(of.map(({ place }) => place)).size === 1
  if (only(here)) return here
  const own = here.filter(({ repository }) => repository === out.repository)
  return only(own) ? own : undefined
}
