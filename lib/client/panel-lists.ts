import type { FindingQuery } from '@/lib/findings/types'
import type { PanelCount, PanelRow } from '@/lib/review/types'

type List = Partial<FindingQuery>

/** The list behind each number; none where one list cannot have both owned and unowned ones. */
export type PanelLists = Partial<Record<keyof PanelCount, List>>

/** Lists of what one row of the panel counts, within what the page is about. */
export function panelLists(
  { decisionKind, introduced, stock }: PanelRow,
  page: List,
  since: string,
): { introduced: PanelLists; stock: PanelLists } {
  const kind = { ...page, decisionKind }
  return {
    introduced: listsOf(introduced, { ...kind, since, part: 'introduced' }),
    stock: listsOf(stock, kind),
  }
}

function listsOf({ owned }: PanelCount, list: List): PanelLists {
  const unowned: List = { ...list, measure: 'unowned-decisions' }
  if (owned > 0) return { unowned }
  return { unowned, assisted: { ...unowned, assistance: 'assisted' } }
}
