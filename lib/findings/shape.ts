import type { RawCommit, RawFinding } from './queries/rows'
import type { FindingRow } from './types'

/** A row of a list from a row of the database. */
export function findingRow(raw: RawFinding): FindingRow {
  return {
    id: raw.id,
    rule: {
      id: raw.ruleId,
      key: raw.ruleKey,
      name: raw.ruleName,
      kind: raw.kind,
      ...given({ decisionKind: raw.decisionKind }),
    },
    repository: { id: raw.repositoryId, name: raw.repositoryName },
    service: { id: raw.serviceId ?? '', name: raw.serviceName ?? '' },
    ...(raw.teamId === null ? {} : { team: { id: raw.teamId, name: raw.teamName ?? raw.teamId } }),
    path: raw.path,
    ...given({ line: raw.startLine, symbol: raw.symbol }),
    message: raw.message,
    level: raw.level,
    state: raw.state,
    ...(raw.kind === 'retry-path' ? { attempts: attemptsOf(raw.attempts) } : {}),
    ...given({ arithmetic: raw.arithmetic || null }),
    since: raw.since.toISOString(),
    ...given({ introducedBy: commitOf(raw) }),
    ...given({ snippet: raw.snippet, contextStart: raw.contextStart, context: raw.context }),
  }
}

/** The commit a version names; its author and subject only where a scan told them. */
export function commitOf(raw: RawCommit): FindingRow['introducedBy'] | null {
  if (raw.sha === null) return null
  return {
    sha: raw.sha,
    ...given({
      at: raw.introducedAt?.toISOString(),
      author: raw.author,
      subject: raw.subject,
    }),
    assistance: {
      grade: raw.grade ?? 'unknown',
      ...given({ tool: raw.assistanceTool, evidence: raw.evidence }),
    },
  }
}

export function attemptsOf(attempts: number | null): number | 'unbounded' | 'unknown' {
  if (attempts === null) return 'unknown'
  return Number.isFinite(attempts) ? attempts : 'unbounded'
}

/** Fields that have a value. */
export function given<T extends Record<string, unknown>>(
  fields: T,
): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(fields).filter(([, value]) => value != null)
  return Object.fromEntries(kept) as { [K in keyof T]?: NonNullable<T[K]> }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(data: unknown, name: string): string | null {
  const value = isRecord(data) ? data[name] : undefined
  return typeof value === 'string' && value !== '' ? value : null
}
