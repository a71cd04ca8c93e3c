import type { Inbox } from '@/lib/ownership/types'

/** The inbox as it will be once these decisions have left it. */
export function without(
  inbox: Inbox,
  findings: ReadonlySet<string>,
  keys: ReadonlySet<string>,
): Inbox {
  let gone = 0
  const groups = inbox.groups.flatMap((group) => {
    if (keys.has(group.key)) {
      gone += group.count
      return []
    }
    const left = group.findings.filter((id) => !findings.has(id))
    const taken = group.findings.length - left.length
    gone += taken
    if (taken === group.count) return []
    return taken === 0 ? [group] : [{ ...group, findings: left, count: group.count - taken }]
  })
  return {
    ...inbox,
    groups,
    decisions: inbox.decisions - gone,
    matching: inbox.matching - gone,
    totalGroups: inbox.totalGroups - (inbox.groups.length - groups.length),
  }
}

/** Reasons with how often each was given, the commonest first. */
export function reasonsOf(
  skipped: readonly { reason: string }[],
): { reason: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { reason } of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count)
}
