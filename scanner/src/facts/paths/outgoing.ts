import type { OutgoingFact, OutgoingKind, Region } from '../../model'
import { joined } from '../flow/http-receivers'
import { packageIn } from '../retry/libraries'
import type { ClientsAt, Confidence, FoundClient } from './clients-at'
import { durationMs } from './durations'
import type { Names } from './names'
import type { Place } from './place'
import { isSdk, type PlacedLayer, within } from './placed-layer'
import { urlKeys } from './url-keys'

/** A call that leaves the repository. */
export interface Outgoing {
  kind: OutgoingKind
  label: string
  callee: string
  method?: string
  keys: string[]
  keyed?: true
  /** Time limit of this one call, ms. */
  timeoutMs?: number
  /** Where it is written, which tells it from others by the same callee. */
  region?: Region
  /** Said by what it is, not only by nobody knowing where it leads. */
  sure: boolean
  confidence: Confidence
}

/** An entry point from which no call out of the process is seen. */
export const NOTHING: Outgoing = {
  kind: 'none',
  label: 'no further call',
  callee: '',
  keys: ['none:'],
  sure: true,
  confidence: 'high',
}

/** What is asked of a client, without the variable that holds it. */
const memberOf = (callee: string): string =>
  callee
    .replace(/^(this|self)\./, '')
    .replace(/^[\w$]+(\(\)|\[\])*\./, '')
    .replace(/^getInstance\(\)\./, '')

function sdkCall(callee: string, layer: PlacedLayer['layer']): Outgoing {
  const name = layer.library ? packageIn(layer.library) : layer.mechanism
  const member = memberOf(callee)
  return {
    kind: 'sdk',
    label: `${name} ${member}`,
    callee,
    keys: [`sdk:${name}#${member}`],
    sure: true,
    confidence: 'high',
  }
}

/** A call through a client that retries nothing by itself. */
function clientCall(callee: string, found: FoundClient): Outgoing {
  const member = memberOf(callee)
  return {
    kind: 'sdk',
    label: `${found.name} ${member}`,
    callee,
    keys: [`sdk:${found.name}#${member}`],
    // What goes to a database in each second line is told where somebody repeats it.
    sure: found.reviewed && !found.store,
    confidence: found.confidence,
  }
}

function known(fact: OutgoingFact, at: Place, names: Names): Outgoing {
  const { kind, callee, method } = fact
  if (kind === 'http') {
    const timeoutMs = fact.timeout === undefined ? undefined : durationMs(fact.timeout, at.path)
    const keys = urlKeys(fact.url ?? '', method)
    const label = fact.url ? `${method ?? 'ANY'} ${fact.url}` : callee
    return {
      kind,
      label,
      callee,
      keys,
      sure: true,
      confidence: 'high',
      ...(method ? { method } : {}),
      ...(fact.keyed ? { keyed: true } : {}),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    }
  }
  const queue = kind === 'queue' && !fact.name ? names.queueOf(callee, at) : undefined
  if (kind === 'task' && !fact.name) return task(callee, at, names)
  const name = fact.name
    ? names.textOf(fact.name, at.path)
    : queue && names.textOf(queue.queue.name, queue.path)
  if (kind === 'grpc' && name !== undefined) return grpcCall(callee, name, names)
  const keys = name === undefined ? [] : [`${kind}:${name}`]
  return {
    ...{ kind, label: name ?? callee, callee, keys, sure: true, confidence: 'high' },
    ...(fact.keyed ? { keyed: true } : {}),
  }
}

function grpcCall(callee: string, name: string, { protos }: Names): Outgoing {
  const keys = protos.callKeys(name)
  return { kind: 'grpc', label: name, callee, keys, sure: true, confidence: 'high' }
}

/**
 * Method of a gRPC service called through a Go client that another file made: its generated type is
 * named after a service of the repository's own .proto files.
 */
function remoteMethod(callee: string, at: Place, { protos, targets }: Names): string | undefined {
  const dot = callee.lastIndexOf('.')
  if (dot < 0 || !at.path.endsWith('.go') || !/^[A-Z]/.test(callee.slice(dot + 1))) return undefined
  const name = targets.receivers.written(callee.slice(0, dot), at)?.name
  const service = /(?:^|\.)(\w+)Client$/.exec(name ?? '')?.[1]
  return service && protos.has(service) ? `${service}/${callee.slice(dot + 1)}` : undefined
}

/** `send_mail.delay()`: the task by the name that its own file gives it. */
function task(callee: string, at: Place, names: Names): Outgoing {
  const work = callee.replace(/\.\w+$/, '')
  const place = names.targets.resolve(work, at)
  const { entries = [], ownMarks = [] } = place?.facts.flow ?? {}
  const entry = [...entries, ...ownMarks].find((one) => one.symbol === place?.fn.symbol)
  const name = place && entry ? names.textOf(entry.name, place.path) : undefined
  const known = name !== undefined
  return {
    kind: 'task',
    label: name ?? work,
    callee,
    keys: known ? [`task:${name}`] : [],
    sure: known,
    confidence: known ? 'high' : 'low',
  }
}

/** Requests that a function makes by one callee: where layers stand around some, those inside them. */
function factsOf(callee: string, at: Place, chain: readonly PlacedLayer[]): OutgoingFact[] {
  const all = (at.facts.flow?.outgoing ?? []).filter(
    (one) => one.callee === callee && one.symbol === at.fn.symbol,
  )
  if (all.length < 2) return all
  const around = chain.flatMap(({ layer }) =>
    isSdk(layer) ? [] : /^(decorator|job)$/.test(layer.kind) ? (layer.on ?? []) : layer.region,
  )
  const inside = all.filter((one) => around.every((region) => within(one.region, region)))
  return inside.length > 0 ? inside : all.slice(0, 1)
}

/** What calls by a callee that no function of the repository answers are; none when they stay inside. */
export function outgoingOf(
  callee: string,
  at: Place,
  chain: readonly PlacedLayer[],
  names: Names,
  clients: ClientsAt,
): Outgoing[] {
  const facts = factsOf(callee, at, chain)
  const told = (fact: OutgoingFact) => ({ ...known(fact, at, names), region: fact.region })
  if (facts.some(({ unsure }) => !unsure)) return facts.map(told)
  const one = otherwise(callee, at, chain, names, clients)
  if (!one) return []
  const asks = facts.length > 0 && one.kind === 'sdk' && REQUESTS.test(one.label)
  if (!asks) return [one]
  const base = clients.find(callee, at)?.base ?? ''
  return facts.map((fact) => {
    const { url = '' } = fact
    const full = /^(https?:|\{env)/.test(url) ? url : joined(base, url)
    return { ...told({ ...fact, url: full }), confidence: one.confidence }
  })
}

/** Libraries whose clients send requests over HTTP and nothing else. */
const REQUESTS =
  /^(axios(-retry)?|retry-axios|got|ky|superagent|needle|ofetch|wretch|gaxios|@nestjs\/axios|requests\w*|httpx|aiohttp|urllib3)[ .]/

function otherwise(
  callee: string,
  at: Place,
  chain: readonly PlacedLayer[],
  names: Names,
  clients: ClientsAt,
): Outgoing | undefined {
  const sdk = chain.findLast(({ layer }) => isSdk(layer))
  const remote = remoteMethod(callee, at, names)
  if (remote) return grpcCall(callee, remote, names)
  if (sdk) return sdkCall(callee, sdk.layer)
  const client = clients.find(callee, at)
  if (client) return clientCall(callee, client)
  return clients.guess(callee, at)
    ? { kind: 'call', label: callee, callee, keys: [], sure: false, confidence: 'low' }
    : undefined
}

/** The strongest key; a call nobody knows is named by its text. */
export const outgoingKey = (outgoing: Outgoing): string =>
  outgoing.keys[0] ?? `call:${outgoing.label}`
