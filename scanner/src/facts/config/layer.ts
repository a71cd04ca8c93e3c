import type { Attempts, RetryLayerKind } from '../../model'
import { attemptsFor } from '../retry/counts'
import { type ConfigDefault, DEFAULTS, type Mechanism } from './defaults'
import type { ConfigFile } from './files'
import { count, type Tree } from './tree'

/** What a layer stands before; it multiplies what passes there and nothing else. */
export type Target =
  /** Calls to a host, whoever makes them. */
  | { to: 'call'; host: string; method?: string; path?: string }
  /** Requests that a gateway takes in and hands on to a host. */
  | { to: 'route'; method: string; from: string; path: string; host: string }
  /** Deliveries to whoever consumes: `queue:orders`, `topic:orders`, `task:orders`. */
  | { to: 'delivery'; key: string }
  /** Runs of a function of the repository. */
  | { to: 'function'; path: string; symbol: string; key?: string }
  /** Something else that runs: a job, a workflow's step. It is told, and nothing is multiplied. */
  | { to: 'run'; name: string }

/** A retry layer that configuration writes, or that a system has where nothing is written. */
export interface ConfigLayer {
  kind: RetryLayerKind
  mechanism: string
  file: ConfigFile
  line: number
  endLine: number
  /** Thing that is configured: `VirtualService orders`. */
  symbol: string
  /** Where the number stands or would stand: `spec.http[0].retries.attempts`. */
  key: string
  counts: ConfigDefault['counts']
  attempts: Attempts
  basis: string
  source: 'explicit' | 'default' | 'assumed'
  confidence: 'certain' | 'likely'
  condition?: string
  delay?: string
  /** Time limit of each attempt. */
  perTry?: string
  /** Time limit of all attempts together. */
  deadline?: string
  /** What limits the repetitions of all requests together. */
  budget?: string
  targets: Target[]
}

export interface Written {
  file: ConfigFile
  symbol: string
  key: string
  /** Place of the layer. */
  place: Tree
  /** The number as written; undefined where nothing is. */
  value: Tree | undefined
  /** How the number came about, where it is not simply written here. */
  via?: string
  condition?: string
  delay?: string
  perTry?: string
  deadline?: string
  budget?: string
  targets: Target[]
}

/** `attempts` of a written number: what it counts decides whether the first one is included. */
export function attemptsOf(row: ConfigDefault, value: number | 'unknown'): Attempts {
  if (value === 'unknown') return 'unknown'
  return attemptsFor(row.counts, value, row.negative ?? 'unknown')
}

/** A layer of a mechanism, from what is written or from its row of defaults. */
export function layerOf(mechanism: Mechanism, written: Written): ConfigLayer {
  const row = DEFAULTS[mechanism]
  const { value, via, place, ...rest } = written
  const given = count(value)
  const name = written.key.slice(written.key.lastIndexOf('.') + 1)
  const told = via ? ` (${via})` : ''
  const own: Partial<ConfigLayer> = {
    condition: written.condition ?? row.condition,
    delay: written.delay ?? row.delay,
  }
  const explicit = given !== undefined
  const { targets, file, symbol, key } = rest
  return {
    ...present({ ...rest, ...own }),
    ...{ targets, file, symbol, key },
    kind: row.kind,
    mechanism: row.name,
    counts: row.counts,
    line: place.line,
    endLine: Math.min(place.endLine, place.line + 30),
    attempts: explicit ? attemptsOf(row, given) : row.attempts,
    basis: explicit
      ? `${name}: ${oneLine(value?.text ?? '')}${told}`
      : `default of ${row.name} (${row.says})${told}`,
    source: explicit ? 'explicit' : row.confidence === 'V' ? 'default' : 'assumed',
    confidence: explicit || row.confidence === 'V' ? 'certain' : 'likely',
  }
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 80)

/** Without members that say nothing. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T
}

/** A host as calls name it: lower case, without port; cluster suffixes down to the service. */
export function hostKey(host: string): string {
  const bare = host
    .toLowerCase()
    .replace(/^\w+:\/\//, '')
    .replace(/[/:].*$/, '')
  return /^([^.]+)\.[^.]+(\.svc(\.cluster\.local)?)?$/.exec(bare)?.[1] &&
    /\.svc(\.cluster\.local)?$/.test(bare)
    ? (bare.split('.')[0] ?? bare)
    : bare
}
