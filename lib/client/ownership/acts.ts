import type {
  ActRequest,
  ActResult,
  InboxGroup,
  InboxQuery,
  RecordRequest,
  RecordResult,
  Skipped,
} from '@/lib/ownership/types'
import { postJson } from '../fetch-json'
import { ownershipApi, type Scope } from './api'

/** What a person decided about some decisions, before it is known for which. */
export type Move = Omit<ActRequest, 'findings' | 'group' | 'expected'>

/** Several answers taken as one. */
export interface Outcome {
  summary: string
  /** What `undo` would take back. */
  acts: string[]
  skipped: Skipped[]
  changed: number
  stamp: number
}

/**
 * Requests that together speak of these groups: one of named decisions where all are known by
 * name, so that it can be undone as one; else one for each group.
 */
export function scopesOf(groups: readonly InboxGroup[], query: InboxQuery): Scope[] {
  if (groups.every((group) => group.findings.length === group.count)) {
    return groups.length === 0 ? [] : [{ findings: groups.flatMap((group) => group.findings) }]
  }
  const { age, candidate, status } = query
  return groups.map(({ key }) => ({ group: { key, filter: { age, candidate, status } } }))
}

/** One after the other; what went before a failure stays and is said. */
export async function sendMove(
  move: Move,
  scopes: readonly Scope[],
  expected: number | undefined,
): Promise<Outcome> {
  const results: ActResult[] = []
  for (const scope of scopes) {
    try {
      results.push(await postJson<ActResult>(ownershipApi.acts, { ...move, ...scope, expected }))
    } catch (error) {
      if (results.length === 0) throw error
      const reason = error instanceof Error ? error.message : String(error)
      const done = outcomeOf(results)
      return { ...done, summary: `${done.summary}. The rest failed: ${reason}` }
    }
  }
  return outcomeOf(results)
}

export async function sendUndo(acts: readonly string[]): Promise<Outcome> {
  const results: ActResult[] = []
  for (const act of acts) results.push(await postJson<ActResult>(ownershipApi.undo(act), {}))
  return { ...outcomeOf(results), acts: [] }
}

export const sendRecord = (request: RecordRequest): Promise<RecordResult> =>
  postJson<RecordResult>(ownershipApi.records, request)

function outcomeOf(results: readonly ActResult[]): Outcome {
  return {
    summary: results.map((result) => result.summary).join(' · '),
    acts: results.flatMap(({ act }) => (act === undefined ? [] : [act])),
    skipped: results.flatMap((result) => result.skipped),
    changed: results.reduce((sum, result) => sum + result.assigned, 0),
    stamp: Math.max(0, ...results.map((result) => result.stamp)),
  }
}
