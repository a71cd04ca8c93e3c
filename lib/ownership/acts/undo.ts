import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { instant } from '@/lib/format/date'
import type { Person } from '@/lib/people/principal'
import { findingOf } from '@/lib/standing/load'
import { type LedgerEntry, ownerRef, readLedger, readStamp } from '../ledger'
import { heldAt, periodsOf } from '../periods'
import type { ActResult, Skipped } from '../types'
import type { Outcome } from './decide'
import { refuseIfAllForbidden, whyNot } from './may'
import { ownersOfAct, summaryOf } from './summary'
import { readTargets } from './targets'
import { repositoriesOf, takeTurn } from './turn'
import { type Written, writeAct } from './write'

/** An act that is not there, or cannot be taken back. */
export class UndoError extends Error {
  constructor(
    readonly status: 404 | 409,
    message: string,
  ) {
    super(message)
    this.name = 'UndoError'
  }
}

/**
 * Takes an act back: from now on its decisions stand as they did before it. What held in between
 * did hold, so no number of the past changes. Decisions about which something newer was said are
 * left alone, which is told. One’s own acts may be taken back, and those that one might have done;
 * throws HttpProblem 403 where it is neither.
 */
export function undoAct(pool: pg.Pool, actor: Person, actId: string): Promise<ActResult> {
  return inTransaction(pool, async (client) => {
    const findings = await findingsOfAct(client, actId)
    const at = await takeTurn(client, await repositoriesOf(client, findings))
    const isOwn = (await claimUndo(client, actId)) === actor.id && actor.role !== 'viewer'
    const { targets, missing } = await readTargets(client, findings, at)
    const ledger = await readLedger(client, findings)
    const skipped: Skipped[] = [...missing].map(([finding, reason]) => ({ finding, reason }))
    const written: Written[] = []
    const undone: string[] = []
    const forbidden: Skipped[] = []
    for (const target of targets) {
      const why = isOwn ? undefined : whyNot(actor, { act: 'undo' }, target)
      if (why !== undefined) {
        forbidden.push({ finding: target.finding, reason: why })
        continue
      }
      const entries = ledger.get(target.finding) ?? []
      const last = entries.at(-1)
      if (last?.actId === actId) {
        written.push({ target, outcome: before(entries, last, at.getTime()) })
        undone.push(last.id)
        continue
      }
      const reason = `${last?.by.name ?? 'somebody'} decided something newer about it`
      skipped.push({
        finding: target.finding,
        reason,
        ...(last ? { by: last.by, at: new Date(last.at).toISOString() } : {}),
      })
    }
    refuseIfAllForbidden(forbidden, findings.length)
    skipped.push(...forbidden)
    if (written.length === 0) {
      throw new UndoError(409, `Nothing to undo: ${skipped[0]?.reason ?? 'it is all gone'}.`)
    }
    const act = { id: randomUUID(), kind: 'undo' as const, at, actor }
    const said = { owner: null, reason: null, until: null, undoes: actId }
    // Before what stands is derived anew: an owner that was taken back was never the first.
    await markUndone(client, actId, act.id, undone)
    await writeAct(client, { ...act, ...said }, written)
    const owners = ownersOfAct(written)
    return {
      act: act.id,
      kind: 'undo',
      at: at.toISOString(),
      assigned: written.length,
      skipped,
      owners,
      summary: summaryOf('undo', owners, written.length, skipped),
      stamp: await readStamp(client),
    }
  })
}

/** How a decision stood just before an entry; an acceptance that has run out since stays out. */
function before(entries: readonly LedgerEntry[], undone: LedgerEntry, now: number): Outcome {
  const earlier = entries.filter(({ seq }) => seq < undone.seq)
  const entry = heldAt(periodsOf(earlier), undone.at)?.entry
  const ended = entry?.until != null && entry.until <= now
  return {
    status: entry && !ended ? entry.status : 'none',
    owner: ended ? undefined : ownerRef(entry?.ownerKind ?? null, entry?.owner ?? null),
    others: ended ? [] : (entry?.others ?? []),
    proposed: ended ? undefined : ownerRef(entry?.proposedKind ?? null, entry?.proposed ?? null),
    until: ended ? null : (entry?.until ?? null),
    approver: ended ? null : (entry?.approver ?? null),
    reason: ended ? null : (entry?.reason ?? null),
    confirms: false,
  }
}

/** Which findings did an act change? Indexes: ownership (org, act_id), presence's primary key. */
async function findingsOfAct(client: Client, actId: string): Promise<string[]> {
  const { rows } = await client.query<{ finding: string | null }>(
    `SELECT DISTINCT ${findingOf('o.version_id', 'o.valid_from')} AS finding FROM ownership o
     WHERE o.org_id = $1 AND o.act_id = $2`,
    [ORG, actId],
  )
  return rows.flatMap(({ finding }) => finding ?? [])
}

/** Whose act it was; throws UndoError where it cannot be taken back. */
async function claimUndo(client: Client, actId: string): Promise<string> {
  const { rows } = await client.query<{
    actor: string
    kind: string
    by: string | null
    at: Date | null
  }>(
    `SELECT a.actor_id AS actor, a.kind, u.actor_name AS by, u.at FROM ownership_act a
     LEFT JOIN ownership_act u ON u.org_id = a.org_id AND u.id = a.undone_by
     WHERE a.org_id = $1 AND a.id = $2`,
    [ORG, actId],
  )
  const [act] = rows
  if (!act) throw new UndoError(404, 'There is no act with this id.')
  if (act.kind === 'undo') throw new UndoError(409, 'An undo is not undone; act again instead.')
  if (act.by !== null && act.at !== null) {
    throw new UndoError(
      409,
      `${act.by} has undone it already, on ${instant(act.at.toISOString())}.`,
    )
  }
  return act.actor
}

async function markUndone(
  client: Client,
  actId: string,
  by: string,
  entries: readonly string[],
): Promise<void> {
  await client.query('UPDATE ownership_act SET undone_by = $3 WHERE org_id = $1 AND id = $2', [
    ORG,
    actId,
    by,
  ])
  await client.query(
    'UPDATE ownership SET undone = true WHERE org_id = $1 AND id = ANY($2::uuid[])',
    [ORG, entries],
  )
}
