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

/** Below this many characters, content alone says too little (docs/decisions/0002). */
const ENOUGH = 60

/** The path that a file of a week had in the week before, where commits between moved it. */
type Origin = (path: string, week: number) => string | undefined

/**
 * Follows findings from the oldest commit to the newest. Between neighbours a finding is the same
 * by its identity or exact form, else by the passes of docs/decisions/0002; renames are those that
 * `origin` tells. Anything else is new. Result: lineages parallel to the records.
 */
export function traceLineages(
  oldestFirst: readonly (readonly FindingRecord[])[],
  origin: Origin = () => undefined,
): Lineage[][] {
  const traced: Lineage[][] = []
  let previous: readonly FindingRecord[] = []
  for (const [week, records] of oldestFirst.entries()) {
    const before = traced.at(-1) ?? []
    traced.push(step(previous, before, records, week, (path) => origin(path, week)))
    previous = records
  }
  return traced
}

const exact = ({ fingerprints }: FindingRecord) => fingerprints.identity ?? fingerprints.site
const key = (...parts: string[]) => JSON.stringify(parts)

/** Little content must at least keep its file name. */
const placeOf = ({ weight, path }: FindingRecord) =>
  weight >= ENOUGH ? '' : path.slice(path.lastIndexOf('/') + 1)

interface Pass {
  /** `path`: where the record is, or was in the week before. */
  of: (record: FindingRecord, path: string) => string | undefined
  /** Equals pair up in order. */
  several?: true
}

/** File level is no symbol: what stands there alone of its rule need not be the same. */
const IN_FILE: Pass[] = [
  { of: ({ fingerprints }, path) => key(path, fingerprints.content), several: true },
  {
    of: ({ rule, symbol, beginning }, path) =>
      symbol === '' || beginning === undefined ? undefined : key(rule, path, symbol, beginning),
  },
  { of: ({ rule, symbol }, path) => (symbol === '' ? undefined : key(rule, path, symbol)) },
]

const ELSEWHERE: Pass[] = [
  {
    of: (one) =>
      one.symbol === '' ? undefined : key(one.symbol, one.fingerprints.content, placeOf(one)),
  },
  { of: ({ weight, fingerprints }) => (weight >= ENOUGH ? fingerprints.content : undefined) },
]

function step(
  previous: readonly FindingRecord[],
  lineages: readonly Lineage[],
  records: readonly FindingRecord[],
  week: number,
  origin: (path: string) => string | undefined,
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
    const here = (path: string): string => path
    const run = (pass: Pass, pathOf: (path: string) => string | undefined) =>
      pair(previous, lineages, records, { gone, open, pathOf }, pass, result)
    // In this order, each over what those before left.
    for (const pass of [...IN_FILE, ...ELSEWHERE]) run(pass, here)
    for (const pass of IN_FILE) run(pass, origin)
  }
  return records.map((first, i) => result[i] ?? { since: week, first })
}

/** What is not paired yet, and where an open record was. */
interface Left {
  gone: Set<number>
  open: readonly number[]
  pathOf: (path: string) => string | undefined
}

function pair(
  previous: readonly FindingRecord[],
  lineages: readonly Lineage[],
  records: readonly FindingRecord[],
  left: Left,
  { of, several }: Pass,
  result: (Lineage | undefined)[],
): void {
  const { gone, open, pathOf } = left
  const ended = group(
    [...gone],
    (i) => previous[i],
    (record) => of(record, record.path),
  )
  const begun = group(
    open.filter((i) => result[i] === undefined),
    (i) => records[i],
    (record) => {
      const path = pathOf(record.path)
      return path === undefined ? undefined : of(record, path)
    },
  )
  for (const [name, after] of begun) {
    const before = ended.get(name) ?? []
    if (before.length !== after.length || (after.length > 1 && !several)) continue
    for (const [n, to] of after.entries()) {
      const from = before[n]
      if (from === undefined) continue
      result[to] = lineages[from]
      gone.delete(from)
    }
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
