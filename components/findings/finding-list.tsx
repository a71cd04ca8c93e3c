import type { FindingRow } from '@/lib/findings/types'
import { FindingItem } from './finding-item'

/** Findings, one below the other. */
export function FindingList({ findings, at }: { findings: FindingRow[]; at: string }) {
  if (findings.length === 0) return null
  return (
    <ul className="panel">
      {findings.map((finding) => (
        <FindingItem key={finding.id} finding={finding} at={at} />
      ))}
    </ul>
  )
}
