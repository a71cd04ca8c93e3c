import { EVENTS_AT_MOST, type EventKind } from '@/lib/events/types'
import { plural } from './number'

/** How each kind of event is drawn and called; told apart by its sign, not by colour. */
export const eventWords: Record<EventKind, { sign: string; one: string; many: string }> = {
  release: { sign: '◆', one: 'release', many: 'releases' },
  tool: { sign: '▲', one: 'scanner version', many: 'scanner versions' },
  rules: { sign: '△', one: 'change of rules', many: 'changes of rules' },
  teams: { sign: '⇄', one: 'reorganisation', many: 'reorganisations' },
  map: { sign: '⊞', one: 'change of services', many: 'changes of services' },
  note: { sign: '“', one: 'note', many: 'notes' },
  closed: { sign: '■', one: 'closed review', many: 'closed reviews' },
  budget: { sign: '⊥', one: 'budget', many: 'budgets' },
}

/** So many events of a kind; where not all are told, that it is the newest of them. */
export function eventCount(kind: EventKind, n: number): string {
  const { one, many } = eventWords[kind]
  return `${n < EVENTS_AT_MOST ? '' : 'the newest '}${plural(n, one, many)}`
}
