import type { ScanDetail } from '@/lib/scans/types'
import { count, plural } from './number'

type Scan = Pick<ScanDetail, 'results' | 'counts' | 'appeared' | 'gone'>

/** `255: 155 findings and 100 parts of flows`, of which paths between services are joined. */
export function resultsWords({ results, counts }: Pick<Scan, 'results' | 'counts'>): string {
  const flows = counts === undefined ? 0 : results - counts.accepted
  if (counts === undefined || flows <= 0) return count(results)
  const parts = plural(flows, 'part of a flow', 'parts of flows')
  return `${count(results)}: ${plural(counts.accepted, 'finding')} and ${parts}`
}

/**
 * What its findings were as the scan came in. A scan that came before or after others of its stream
 * knew findings of later commits, and its neighbours changed since: what it changes now is another
 * number then, and both are said.
 */
export function receiptWords({ counts, appeared, gone }: Scan): string | undefined {
  if (counts === undefined) return undefined
  const named = [
    `${count(counts.new)} new`,
    `${count(counts.matched)} matched`,
    `${count(counts.moved)} moved`,
    `${count(counts.reopened)} back`,
  ]
  const then = `${named.join(', ')}; ${count(counts.gone)} gone`
  if (appeared.total === counts.new + counts.reopened && gone.total === counts.gone) return then
  return `${then}. Beside the scans of earlier and later commits that are here now, ${count(appeared.total)} appeared and ${count(gone.total)} went`
}
