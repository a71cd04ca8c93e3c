import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { inTransaction } from '@/lib/db/database'
import type { Person } from '@/lib/people/principal'
import { CandidateFinder } from '../candidates/find'
import { readStamp } from '../ledger'
import type { ActResult, Skipped } from '../types'
import { type Deed, decide } from './decide'
import { refuseIfAllForbidden, whyNot } from './may'
import { ownersOfAct, summaryOf } from './summary'
import { readTargets, type Target } from './targets'
import { repositoriesOf, takeTurn } from './turn'
import { type Written, writeAct } from './write'

/**
 * Does one act to many decisions, in one transaction: entries, audit and standing hold together or
 * not at all. What cannot be changed is skipped with the reason, also where this person may not; with
 * nothing else left it throws HttpProblem 403. `own` without an owner takes each
 * decision's best candidate.
 */
export function performAct(
  pool: pg.Pool,
  actor: Person,
  findings: readonly string[],
  deed: Deed,
): Promise<ActResult> {
  return inTransaction(pool, async (client) => {
    const ids = [...new Set(findings)]
    const at = await takeTurn(client, await repositoriesOf(client, ids))
    const { targets, missing } = await readTargets(client, ids, at)
    const suggest = deed.act === 'own' && !deed.owner ? await suggester(client, targets, at) : null
    const forbidden: Skipped[] = []
    const written: Written[] = []
    const skipped: Skipped[] = [...missing].map(([finding, reason]) => ({ finding, reason }))
    for (const target of targets) {
      const wanted = { ...deed, ...suggest?.(target) }
      const reason = whyNot(actor, wanted, target)
      const outcome = reason === undefined ? decide(target, wanted) : undefined
      if (!outcome) forbidden.push({ finding: target.finding, reason: reason ?? '' })
      else if ('finding' in outcome) skipped.push(outcome)
      else written.push({ target, outcome })
    }
    refuseIfAllForbidden(forbidden, ids.length)
    skipped.push(...forbidden)
    const id = randomUUID()
    const { act: kind, reason, until } = deed
    if (written.length > 0) {
      const owner = deed.owner?.name ?? null
      await writeAct(client, { id, kind, at, actor, owner, reason, until }, written)
    }
    const owners = ownersOfAct(written)
    return {
      ...(written.length > 0 ? { act: id } : {}),
      kind,
      at: at.toISOString(),
      assigned: written.length,
      skipped,
      owners,
      summary: summaryOf(kind, owners, written.length, skipped),
      stamp: await readStamp(client),
    }
  })
}

async function suggester(client: pg.PoolClient, targets: readonly Target[], at: Date) {
  const finder = await CandidateFinder.load(
    client,
    targets.map(({ place }) => place),
    at,
  )
  return ({ place }: Target) => {
    const best = finder.best(place)
    return best && { owner: best.owner, others: best.others ?? [] }
  }
}
