import type { AuditRow } from '@/lib/audit/types'

/** POST /api/v1/ownership/reorganisations (`preview: true` changes nothing) */
export interface ReorganisationRequest {
  change:
    | { kind: 'rename'; from: string; to: string }
    | { kind: 'merge'; from: string[]; to: string }
    | { kind: 'split'; from: string; parts: { to: string; services: string[] }[]; rest?: string }
    | { kind: 'dissolve'; from: string }
    | { kind: 'leave'; from: string; to?: string }
  preview?: boolean
  /** `stamp` of the preview: refused where the teams changed since. */
  expected?: string
}

export interface ReorganisationResult {
  preview: boolean
  at: string
  moves: {
    from: string
    to: string | null
    service?: string
    /** What would be another team's from now on; history keeps what it was. */
    decisions: number
    findings: number
    /** Decisions that the team owns by name. */
    owned: number
    services: string[]
  }[]
  notes: string[]
  stamp: string
}

/** GET /api/v1/ownership/audit?subject=&action=&cursor= */
export interface AuditPage {
  rows: AuditRow[]
  next?: string
}
