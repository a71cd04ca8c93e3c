import type { FindingRecord } from '../sarif/record'

/** What is the same finding over the weeks; shared by every record of it. */
export interface Lineage {
  /** Commit that brought it; undefined while unknown. */
  introducedBy?: string
  /** Week (index into the traced sequence, oldest is 0) in which it first stood. */
  since: number
  /** Its record in that week. */
  first: FindingRecord
}

/**
 * Follows findings from the oldest commit to the newest. Between neighbours a finding is the same
 * by its identity or exact form; else, where it is one to one, by content (moved), then by rule,
 * path, symbol and beginning, then without the beginning (edited in place). Anything else is new. Result: lineages parallel to the records.
 */
export function traceLineages(oldestFirst: readonly (readonly FindingRecord[])[]): Lineage[][] {
  const traced: Lineage[][] = []
  let previous: readonly FindingRecord[] = []
  for (const [week, records] of oldestFirst.entries()) {
    const before = traced.at(-1) ?? []
    traced.push(step(previous, before, records, week))
    previous = records
  }
  return traced
}

const exact = ({ fingerprints }: FindingRecord) => fingerprints.identity ?? fingerprints.site
const moved = ({ fingerprints }: FindingRecord) => fingerprints.content
const begun = ({ rule, path, symbol, beginning }: FindingRecord) =>
  beginning === undefined ? undefined : `${rule}\n${path}\n${symbol}\n${beginning}`
const edited = ({ rule, path, symbol }: FindingRecord) => `${rule}\n${path}\n${symbol}`

function step(
  previous: readonly FindingRecord[],
  lineages: readonly Lineage[],
  records: readonly FindingRecord[],
  week: number,
): Lineage[] {
  const result: (Lineage | undefined)[] = new Array(records.length)
  const standing = new Map(previous.map((record, i) => [exact(record), i]))
  const open: number[] = []
  for (const [i, record] of records.entries()) {
    const before = standing.get(exact(record))
    if (before === undefined) open.push(i)
    else {
      result[i] = lineages[before]
      standing.delete(exact(record))
    }
  }
  if (open.length > 0 && standing.size > 0) {
    const gone = new Set(standing.values())
    for (const key of [moved, begun, edited])
      pair(previous, lineages, records, gone, open, key, result)
  }
  return records.map((first, i) => result[i] ?? { since: week, first })
}

function pair(
  previous: readonly FindingRecord[],
  lineages: readonly Lineage[],
  records: readonly FindingRecord[],
  gone: Set<number>,
  open: readonly number[],
  key: (record: FindingRecord) => string | undefined,
  result: (Lineage | undefined)[],
): void {
  const left = group([...gone], (i) => previous[i], key)
  const right = group(
    open.filter((i) => result[i] === undefined),
    (i) => records[i],
    key,
  )
  for (const [name, after] of right) {
    const before = left.get(name)
    const [from, to] = [before?.[0], after[0]]
    if (before?.length !== 1 || after.length !== 1 || from === undefined || to === undefined)
      continue
    result[to] = lineages[from]
    gone.delete(from)
  }
}

function group(
  indices: readonly number[],
  record: (i: number) => FindingRecord | undefined,
  key: (record: FindingRecord) => string | undefined,
): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  for (const i of indices) {
    const item = record(i)
    const name = item && key(item)
    if (name === undefined) continue
    const list = groups.get(name)
    if (list) list.push(i)
    else groups.set(name, [i])
  }
  return groups
}
