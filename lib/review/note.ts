import { decisionKinds } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import { KIND_OF } from '@/lib/trends/measures'
import type { Measure } from '@/lib/trends/types'
import type { Part, Worst } from './queries/composition'
import { readable } from './words'

/** What a number consists of: worst case of retries, else the two largest sorts. */
export function noteOf(
  parts: readonly Part[],
  measure: Measure,
  worst: Worst,
  ruleNames: ReadonlyMap<string, string>,
): string | undefined {
  const own = parts.filter(({ kind }) => kind === KIND_OF[measure])
  if (own.length === 0) return undefined
  if (measure === 'duplicated-retries') return worstCase(worst)
  const sums = new Map<string, number>()
  for (const { decisionKind, ruleId, count } of own) {
    const name = decisionKind
      ? (decisionKinds[decisionKind] ?? decisionKind)
      : readable(ruleNames.get(ruleId) ?? 'unnamed rule')
    sums.set(name, (sums.get(name) ?? 0) + count)
  }
  const ranked = [...sums].sort(([a, m], [b, n]) => n - m || a.localeCompare(b, 'en'))
  const shown = ranked.slice(0, 2).map(([name, n]) => `${name} ${count(n)}`)
  return ranked.length <= 2 ? shown.join(', ') : `${shown.join(', ')}, others`
}

function worstCase({ attempts, unbounded }: Worst): string | undefined {
  const said = [
    ...(attempts === null ? [] : [`worst case ${plural(attempts, 'attempt')}`]),
    ...(unbounded > 0 ? [`${plural(unbounded, 'path')} without bound`] : []),
  ]
  return said.length === 0 ? undefined : said.join(', ')
}
