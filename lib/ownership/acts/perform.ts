import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { inTransaction } from '@/lib/db/database'
import { CandidateFinder } from '../candidates/find'
import { readStamp } from '../ledger'
import type { Actor, ActResult, Skipped } from '../types'
import { type Deed, decide } from './decide'
import { ownersOfAct, summaryOf } from './summary'
import { readTargets, type Target } from './targets'
import { repositoriesOf, takeTurn } from './turn'
import { type Written, writeAct } from './write'

/**
 * Does one act to many decisions, in one transaction: entries, audit and standing hold together or
 * not at all. What cannot be changed is skipped with the reason. `own` without an owner takes each
 * decision's best candidate.
 */
export function performAct(
  pool: pg.Pool,
  actor: Actor,
  findings: readonly string[],
  deed: Deed,
): Promise<ActResult> {
  return inTransaction(pool, async (client) => {
    const ids = [...new Set(findings)]
    const at = await takeTurn(client, await repositoriesOf(client, ids))
    const { targets, missing } = await readTargets(client, ids, at)
    const suggest = deed.act === 'own' && !deed.owner ? await suggester(client, targets, at) : null
    const written: Written[] = []
    const skipped: Skipped[] = [...missing].map(([finding, reason]) => ({ finding, reason }))
    for (const target of targets) {
      const suggested = suggest?.(target)
      const outcome = decide(target, { ...deed, ...suggested })
      if ('finding' in outcome) skipped.push(outcome)
      else written.push({ target, outcome })
    }
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
  const repositories = targets.map(({ place }) => place.repositoryId)
  const finder = await CandidateFinder.load(client, repositories, at)
  return ({ place }: Target) => {
    const best = finder.best(place)
    return best && { owner: best.owner, others: best.others ?? [] }
  }
}
