import type { InboxGroup, OwnerRef } from '@/lib/ownership/types'

/** What the suggestions of some groups come to. */
export interface Offered {
  /** Whom all of them name. */
  owner: OwnerRef | undefined
  /** One of them is no more than a guess: it is offered, not put forward. */
  weak: boolean
  owners: string[]
  /** Not everything in them has that one suggestion. */
  mixed: boolean
}

/** Suggestions speak for the decisions that are named; those beyond may have others. */
const isMixed = ({ suggestion, findings, count }: InboxGroup) =>
  suggestion !== undefined &&
  (suggestion.differs > 0 || suggestion.without > 0 || findings.length < count)

export function offeredTo(groups: readonly InboxGroup[]): Offered {
  const owners = [...new Set(groups.flatMap((g) => g.suggestion?.owner.name ?? []))]
  const alike = owners.length === 1 && groups.every((g) => g.suggestion)
  return {
    owner: alike ? groups[0]?.suggestion?.owner : undefined,
    weak: groups.some((g) => g.suggestion?.confidence === 'weak'),
    owners,
    mixed: owners.length > 1 || groups.some(isMixed),
  }
}
