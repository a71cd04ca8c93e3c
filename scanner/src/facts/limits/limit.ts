import type { LimitKind } from '../../model'

/** Where a number is written: an option, a positional argument, a call or entry inside the arguments. */
export interface LimitKnob {
  option?: string
  index?: number
  nested?: string
}

/**
 * How a row is recognised: `call` a function that itself goes out or ends a wait; `client` a
 * construction or factory whose calls it holds for; `on` a method of something made by `members`;
 * `method` a method of that name anywhere in a chain, in files that import the module; `mark` a
 * decorator or annotation on what it holds for.
 */
export type LimitForm = 'call' | 'client' | 'on' | 'method' | 'mark'

/** One reviewed row: a library, how a limit shows in code, and what holds when nobody says. */
export interface LimitRow {
  kind: LimitKind
  /** Module as imported; a trailing `*` stands for any ending; empty: global names. */
  module: string
  /** Package or type as people name it. */
  mechanism: string
  /** Imported names, `''` for the module's own export; method names for `method`. */
  members: string[]
  /** `on`: methods whose call carries the limit. */
  methods?: string[]
  form: LimitForm
  knobs: LimitKnob[]
  /** What a plain number means. */
  unit: 'ms' | 's' | 'count'
  /** What holds where nothing is written; absent: then there is nothing to tell. */
  otherwise?: string
  /** Where the default was read. */
  evidence: string
}

type Row = Pick<LimitRow, 'module' | 'members' | 'form' | 'unit'> & Partial<LimitRow>

/** A row with its knobs as short text: `timeout`, `pool.max`, `#1` for the second argument, `~total` for a nested one. */
const rowOf =
  (kind: LimitKind) =>
  (knobs: string, { mechanism, evidence = '', ...row }: Row): LimitRow => ({
    ...row,
    kind,
    mechanism: mechanism ?? row.module.replace(/[/.]?\*$/, ''),
    knobs: knobs.split(' ').filter(Boolean).map(knobOf),
    evidence,
  })

function knobOf(text: string): LimitKnob {
  if (text.startsWith('#')) return { index: Number(text.slice(1)) }
  return text.startsWith('~') ? { nested: text.slice(1) } : { option: text }
}

export const timeout = rowOf('timeout')
export const pool = rowOf('pool')
export const breaker = rowOf('breaker')
