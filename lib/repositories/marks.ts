import type { RawScan } from './queries/detail'
import type { Mark } from './types'

/** What a chart marks: each scan, failed ones, and where a tool's version changed (no drift). */
export function marksOf(scans: readonly RawScan[]): Mark[] {
  const versions = new Map<string, string>()
  return scans.flatMap((scan): Mark[] => {
    const at = scan.at.toISOString()
    const before = versions.get(scan.stream)
    if (scan.version) versions.set(scan.stream, scan.version)
    const own: Mark = {
      at,
      kind: scan.succeeded ? 'scan' : 'failed',
      label: `${scan.tool} ${scan.succeeded ? 'scanned' : 'failed on'} ${scan.commit.slice(0, 10)}`,
      scan: scan.id,
    }
    if (!before || !scan.version || before === scan.version) return [own]
    const label = `${scan.tool} went from ${before} to ${scan.version}: a step here may be no drift`
    return [own, { at, kind: 'version', label, scan: scan.id }]
  })
}
