import type { ScanSummary } from '../history/types'

const n = (value: number) => value.toLocaleString('en')

/** The human summary of a scan: what was read, what was not and why, and results by rule. */
export function summaryText(summary: ScanSummary): string {
  const { tip } = summary
  const seconds = ((summary.timings.total ?? 0) / 1000).toFixed(1)
  const lines = [`${summary.repository} (${summary.branch}) in ${seconds} s`]
  if (summary.shallow) {
    lines.push(
      'Shallow clone: only the history that is here was scanned; git fetch --unshallow gets the rest.',
    )
  }
  if (tip === undefined) {
    lines.push('Nothing new to scan.')
    return `${lines.join('\n')}\n`
  }
  const skipped = tip.files.skipped.reduce((sum, { count }) => sum + count, 0)
  lines.push(
    `Commit ${tip.commit.slice(0, 12)} of ${tip.committedAt.slice(0, 10)}: ${n(tip.files.read)} files read, ${n(skipped)} not, ${n(summary.parseErrors)} with parse errors`,
  )
  for (const { reason, count } of tip.files.skipped)
    lines.push(`  ${n(count).padStart(7)}  ${reason}`)
  lines.push(`${n(tip.results)} findings`)
  const counts = Object.entries(tip.counts).filter(([, count]) => count > 0)
  for (const [rule, count] of counts.sort((a, b) => b[1] - a[1])) {
    lines.push(`  ${n(count).padStart(7)}  ${rule}`)
  }
  const { known, total } = summary.introduced
  if (total > 0) lines.push(`Introducing commit known for ${n(known)} of ${n(total)}`)
  const { parsed, cached } = summary.blobs
  lines.push(
    `${n(summary.commits)} commits, ${n(parsed)} blobs parsed, ${n(cached)} known from before`,
  )
  return `${lines.join('\n')}\n`
}
