import { createHash } from 'node:crypto'
import { isRecord } from '../is-record'
import type { Attempts, Finding } from '../model'
import { turnKeys } from './fingerprint'

/** What the retry layers of a finding that is assembled over files say. */
export interface Shape {
  /** Equal where all that is said is, lines apart; empty where the finding is not there. */
  hash: string
  /** Product of the layers that end; `unbounded` where none does. */
  attempts: Attempts
  /** Something on it repeats without an end. */
  endless: boolean
  /** Key of where the path begins that it speaks of. */
  entry?: string
}

/** What is said of a finding that is not there, or whose coming nobody asks about. */
export const NO_SHAPE: Shape = { hash: '', attempts: 1, endless: false }
/** A finding that speaks of no layer: it is there or not. */
const PLAIN: Shape = { hash: 'there', attempts: 'unknown', endless: false }

/**
 * Shape of a finding or flow segment. Lines are left out, because an edit above a layer changes
 * nothing, and so is how many other segments were not reported.
 */
export function shapeOf({ path, data }: Finding): Shape {
  const said = isRecord(data?.flow) ? data.flow : data
  const layers = Array.isArray(said?.layers) ? said.layers.filter(isRecord) : []
  if (layers.length === 0 && said === data) return PLAIN
  // Entry points that call nothing come and go by the dozen, and repeat nothing.
  const isEnd = isRecord(said?.outgoing) && said.outgoing.kind === 'none'
  if (layers.length === 0 && isEnd) return NO_SHAPE
  const entry = entryOf(said)
  const text = JSON.stringify([path, said], (key, value: unknown) =>
    key === 'line' || key === 'left' ? undefined : value,
  )
  // Work that is put back as new starts its queue's attempts anew: they bound nothing.
  const again = layers.some(({ mechanism }) => mechanism === 'self-requeue')
  const ending = again ? [] : layers.filter(({ attempts }) => attempts !== 'unbounded')
  const none = layers.length > 0 && ending.length === 0
  return {
    hash: createHash('sha256').update(text).digest('hex').slice(0, 24),
    attempts: none ? 'unbounded' : product(ending),
    endless: ending.length < layers.length || Array.isArray(said?.unboundedBecause),
    ...(entry === undefined ? {} : { entry }),
  }
}

function entryOf(said: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const keys = isRecord(said?.entry) ? said.entry.keys : [said?.entryKey]
  const [key] = Array.isArray(keys) ? keys : []
  return typeof key === 'string' ? key : undefined
}

function product(layers: readonly Record<string, unknown>[]): Attempts {
  let all = 1
  for (const { attempts } of layers) {
    if (typeof attempts !== 'number') return 'unknown'
    all *= attempts
  }
  return all
}

/** Shapes by what a finding is known by at every commit; undefined for one that is not there. */
export interface Shapes {
  get(key: string): Shape | undefined
}

/** Shapes of findings, each made when it is asked for. */
export function shapesOf(findings: readonly Finding[]): Shapes {
  const keys = turnKeys(findings)
  const byKey = new Map(findings.map((finding, i) => [keys[i] ?? '', finding]))
  const known = new Map<string, Shape>()
  return {
    get(key) {
      const finding = byKey.get(key)
      const shape = known.get(key) ?? (finding && shapeOf(finding))
      if (shape) known.set(key, shape)
      return shape
    },
  }
}
