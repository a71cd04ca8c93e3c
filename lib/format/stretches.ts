import type { FindingRow, LifeRow } from '@/lib/findings/types'

export interface Stretch {
  from: string
  /** Absent where it lasts. */
  to?: string
}

/** When a finding was there up to an instant, whatever its form: apart where it was gone between. */
export function stretchesOf(life: readonly LifeRow[], at: string): Stretch[] {
  const stretches: Stretch[] = []
  const begun = life.filter(({ from }) => Date.parse(from) <= Date.parse(at))
  for (const { from, to } of begun.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const last = stretches.at(-1)
    const lasts = to !== undefined && Date.parse(to) <= Date.parse(at) ? { to } : {}
    if (!last || (last.to !== undefined && Date.parse(last.to) < Date.parse(from))) {
      stretches.push({ from, ...lasts })
    } else if (last.to !== undefined && lasts.to === undefined) delete last.to
    else if (last.to !== undefined && Date.parse(lasts.to ?? '') > Date.parse(last.to)) {
      last.to = lasts.to
    }
  }
  return stretches
}

/**
 * Whether a commit explains a later beginning than this one: a form that came back has the commit
 * that brought it back, in all the times that it was there.
 */
export function broughtLater(
  commit: FindingRow['introducedBy'],
  from: string,
  beginnings: readonly string[],
): boolean {
  const made = Date.parse(commit?.at ?? '')
  return beginnings.some(
    (later) =>
      Date.parse(later) > Date.parse(from) && Date.parse(later) >= made && made > Date.parse(from),
  )
}
