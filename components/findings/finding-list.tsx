import type { FindingQuery, FindingRow } from '@/lib/findings/types'
import { FindingItem } from './finding-item'

interface Props {
  findings: FindingRow[]
  at: string
  /** The list that they are part of, where it can be narrowed from here. */
  query?: FindingQuery
  /** Where findings can be picked: which are, and what a tick does. */
  picking?: Picking
}

export interface Picking {
  picked: ReadonlySet<string>
  pick: (ids: readonly string[], on: boolean) => void
}

/** Findings, one below the other. */
export function FindingList({ findings, at, query, picking }: Props) {
  if (findings.length === 0) return null
  return (
    <ul className="panel">
      {findings.map((finding) => (
        <FindingItem key={finding.id} finding={finding} at={at} query={query} picking={picking} />
      ))}
    </ul>
  )
}
