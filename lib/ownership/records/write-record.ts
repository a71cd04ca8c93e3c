import type pg from 'pg'
import { inTransaction } from '@/lib/db/database'
import type { Person } from '@/lib/people/principal'
import { refuseIfAllForbidden, whyNot } from '../acts/may'
import { readTargets } from '../acts/targets'
import { repositoriesOf, takeTurn } from '../acts/turn'
import type { DecisionRecord, RecordResult, Skipped } from '../types'
import { insertRecord, readRecords } from './store'

const EMPTY: DecisionRecord = {
  invariants: '',
  failureModes: '',
  assumptions: '',
  dataOwnership: '',
}

/**
 * Writes the next version of a record, for one decision or many; earlier versions stay. With
 * `expected`, decisions whose record somebody else has changed meanwhile are left alone and told.
 */
export function writeRecord(
  pool: pg.Pool,
  actor: Person,
  findings: readonly string[],
  record: Partial<DecisionRecord>,
  expected?: string,
): Promise<RecordResult> {
  return inTransaction(pool, async (client) => {
    const ids = [...new Set(findings)]
    const at = await takeTurn(client, await repositoriesOf(client, ids))
    const { targets, missing } = await readTargets(client, ids, at)
    const newest = new Map((await readRecords(client, ids, at)).map((row) => [row.finding, row]))
    const skipped: Skipped[] = [...missing].map(([finding, reason]) => ({ finding, reason }))
    const forbidden: Skipped[] = []
    const open = targets.filter((target) => {
      const { finding } = target
      const why = whyNot(actor, { act: 'record' }, target)
      if (why !== undefined) {
        forbidden.push({ finding, reason: why })
        return false
      }
      const known = newest.get(finding)
      if (expected === undefined || (known?.id ?? 'none') === expected) return true
      const reason = `${known?.by.name ?? 'somebody'} has changed the record meanwhile`
      skipped.push({ finding, reason, ...(known ? { by: known.by, at: known.at } : {}) })
      return false
    })
    refuseIfAllForbidden(forbidden, ids.length)
    skipped.push(...forbidden)
    const next = { ...EMPTY, ...record }
    if (open.length === 0) {
      const nothing = {
        ...next,
        id: '',
        at: at.toISOString(),
        by: { id: actor.id, name: actor.name },
        decisions: 0,
      }
      return { record: nothing, written: 0, skipped }
    }
    const subjects = open.map(({ finding, versionId }) => {
      return { finding, versionId, before: newest.get(finding)?.id }
    })
    const written = await insertRecord(client, actor, at, next, subjects)
    return { record: written, written: open.length, skipped }
  })
}
