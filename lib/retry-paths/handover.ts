import type { Link, Out } from './model'

/**
 * Whoever sends over these is told that the work was taken, not how it went: its layers repeat the
 * sending and nothing that follows (ADR 7).
 */
const KINDS = ['queue', 'topic', 'task']
const TIED = 'tie-handover'
const RULES = new Set([...KINDS, TIED])

/** Whether the one who calls hears no more of it once it is taken. */
export const handsOver = ({ rule }: Pick<Link, 'rule'>): boolean => RULES.has(rule)

/** Redelivery that somebody configured elsewhere stands between whoever sends and whoever takes. */
export const redelivers = ({ keys }: Pick<Out, 'keys'>, key: string): boolean =>
  keys.includes(`past:${key}`)

/** A tie says who takes the work; how it is told of a failure, the kind of the tied key does. */
export function tieRule(out: Pick<Out, 'keys'>, key: string): string {
  const [kind = ''] = key.split(':', 1)
  return KINDS.includes(kind) && !redelivers(out, key) ? TIED : 'tie'
}
