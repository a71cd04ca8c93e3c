import type { LifeTurn } from '@/lib/findings/types'
import { day } from './date'

/** Where a turn leaves a finding: settled, open again, or as it was. */
export const TONES: Partial<Record<LifeTurn['kind'], 'open' | 'closed'>> = {
  own: 'closed',
  'hand-on': 'closed',
  ratify: 'closed',
  confirm: 'closed',
  accept: 'closed',
  declared: 'closed',
  suppressed: 'closed',
  release: 'open',
  reject: 'open',
  expired: 'open',
  undeclared: 'open',
  unsuppressed: 'open',
}

type Words = (turn: LifeTurn) => string

const nobody = (name: string | undefined) => name ?? 'nobody'

const WORDS: Record<LifeTurn['kind'], Words> = {
  own: ({ to }) => `Owner given: ${nobody(to)}`,
  propose: ({ to }) => `Proposed to ${nobody(to)}`,
  ratify: () => 'Ratified',
  reject: () => 'Rejected: it must go',
  accept: ({ until, approver }) =>
    `Accepted as it is${until ? ` until ${day(until)}` : ''}${approver ? `, approved by ${approver}` : ''}`,
  'hand-on': ({ to }) => `Handed on to ${nobody(to)}`,
  release: () => 'Its owner was taken away',
  confirm: () => 'Confirmed by its owner',
  undo: () => 'An act was taken back',
  expired: () => 'The acceptance expired: open again',
  declared: ({ from, to }) =>
    from
      ? `Owner declared in the code: ${nobody(to)}, before ${from}`
      : `Owner declared in the code: ${nobody(to)}`,
  undeclared: ({ from }) => `No longer declared as ${nobody(from)}’s`,
  'owner-renamed': ({ from, to }) =>
    `By a reorganisation its owner is ${nobody(to)}, not ${nobody(from)}`,
  team: ({ from, to }) => `Its service went from ${teamOf(from)} to ${teamOf(to)}`,
  service: ({ from, to }) => `It belongs to service ${nobody(to)}, before ${nobody(from)}`,
  suppressed: () => 'Suppressed in the code',
  unsuppressed: () => 'No longer suppressed in the code',
}

const teamOf = (name: string | undefined) => (name === undefined ? 'no team' : `team ${name}`)

/** `Owner given: @billing, said Ada`. */
export function turnTitle(turn: LifeTurn): string {
  const words = WORDS[turn.kind](turn)
  return turn.by === undefined ? words : `${words}, said ${turn.by}`
}
