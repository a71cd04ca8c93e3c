import type { Candidate, NoCandidate, OwnerRef } from './words'

/** GET /api/v1/ownership/who?repository=&path=&at= */
export interface WhoOwns {
  repository: { id: string; name: string }
  path: string
  at: string
  candidates: Candidate[]
  unknown: NoCandidate[]
  /** Every rule of CODEOWNERS that matches, in file order, and what became of it. */
  codeowners?: {
    path: string
    dialect: string
    dialectBecause: string
    /** Commit time from which this text is known. */
    since: string
    summary: string
    steps: {
      line: number
      pattern: string
      section?: string
      owners: string[]
      covers: string
      outcome: 'decides' | 'overridden' | 'excludes'
      because: string
    }[]
  }
}

/** GET /api/v1/ownership/codeowners?repository=&at= */
export interface CodeownersLint {
  repository: { id: string; name: string }
  at: string
  /** Absent where the repository has none, or no scan has told. */
  file?: { path: string; dialect: string; dialectBecause: string; since: string }
  /** Paths looked at: those with findings, not all that are tracked; `dead` is about these. */
  paths: number
  dead: { line: number; pattern: string; advice: string }[]
  shadowed: { line: number; pattern: string; by: number[] }[]
  duplicates: { pattern: string; lines: number[] }[]
  unowned: {
    paths: number
    groups: { directory: string; whole: boolean; paths: number; examples: string[] }[]
  }
  unknownOwners: { owner: string; lines: number[] }[]
  diagnostics: {
    line: number
    severity: 'error' | 'warning'
    message: string
    advice: string
  }[]
  /** Why there is nothing to lint. */
  note?: string
}

/** Explicit suggestion for paths. GET, POST /api/v1/ownership/rules, DELETE …/rules/{id} */
export interface OverrideRule {
  id: string
  repository?: { id: string; name: string }
  pattern: string
  decisionKind?: string
  owner: OwnerRef
  reason?: string
  by: string
  from: string
  to?: string
}
