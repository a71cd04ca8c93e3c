import type { EventKind } from '@/lib/events/types'

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
