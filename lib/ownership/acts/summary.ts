import type { ActKind, ActResult, OwnerRef, Skipped } from '../types'
import type { Written } from './write'

const DONE: Record<ActKind | 'undo', string> = {
  own: 'assigned',
  propose: 'proposed',
  ratify: 'ratified',
  reject: 'rejected',
  accept: 'accepted',
  'hand-on': 'handed on',
  release: 'released',
  confirm: 'confirmed',
  undo: 'put back as before',
}

const OWNERS_NAMED = 3

/** `42 assigned to @billing, 3 skipped: already owned by @ann (2), it has no owner.` */
export function summaryOf(
  kind: ActKind | 'undo',
  owners: ActResult['owners'],
  assigned: number,
  skipped: readonly Skipped[],
): string {
  const to =
    kind === 'own' || kind === 'propose' || kind === 'hand-on'
      ? ` to ${listed(owners.map(({ owner }) => owner.name))}`
      : ''
  const done = `${assigned} ${DONE[kind]}${assigned > 0 && owners.length > 0 ? to : ''}`
  if (skipped.length === 0) return `${done}.`
  const reasons = new Map<string, number>()
  for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  const why = [...reasons]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, count]) => (count > 1 && reasons.size > 1 ? `${reason} (${count})` : reason))
  return `${done}, ${skipped.length} skipped: ${listed(why)}.`
}

/** To whom the decisions of an act went, the most first. */
export function ownersOfAct(written: readonly Written[]): ActResult['owners'] {
  const owners = new Map<string, { owner: OwnerRef; count: number }>()
  for (const { outcome } of written) {
    const owner = outcome.proposed ?? outcome.owner
    if (!owner) continue
    const known = owners.get(owner.name)
    if (known) known.count++
    else owners.set(owner.name, { owner, count: 1 })
  }
  return [...owners.values()].sort((a, b) => b.count - a.count)
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, OWNERS_NAMED)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}
