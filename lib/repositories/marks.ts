import type { RawScan } from './queries/detail'
import type { Mark } from './types'

/** What a chart marks below its axis: each scan, failed ones too. What tools became is an event. */
export function marksOf(scans: readonly RawScan[]): Mark[] {
  return scans.map(({ id, at, tool, commit, succeeded }) => ({
    at: at.toISOString(),
    kind: succeeded ? 'scan' : 'failed',
    label: `${tool} ${succeeded ? 'scanned' : 'failed on'} ${commit.slice(0, 10)}`,
    scan: id,
  }))
}
