import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { writeAudit } from '@/lib/audit/write'
import { type Client, inTransaction, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { isAdmin, type Person } from '@/lib/people/principal'
import { noteFlowChange } from '@/lib/retry-paths/changes'
import { changeTeams } from '@/lib/services/team-turn'
import { rebuildStanding } from '@/lib/standing/rebuild'
import { takeTurn } from '../acts/turn'
import { ownerKey } from '../owner'
import type { Actor, ReorganisationRequest, ReorganisationResult } from '../types'
import { type Plan, planOf, ReorganisationError } from './plan'
import {
  isKnown,
  readActive,
  readExtent,
  readFlowRepositories,
  readServices,
  readVersions,
} from './queries'

/** The teams were changed by somebody else since the preview. */
export class StaleError extends Error {}

/**
 * Renames, merges, splits or dissolves teams from now on; what was stays as it was. A preview says
 * what would move and changes nothing. Throws ReorganisationError, StaleError, and HttpProblem 403
 * where it is another's team.
 */
export function reorganise(
  pool: pg.Pool,
  actor: Person,
  { change, preview = false, expected }: ReorganisationRequest,
): Promise<ReorganisationResult> {
  return inTransaction(pool, async (client) => {
    const names = Array.isArray(change.from) ? change.from : [change.from]
    const keys = names.map(ownerKey)
    refuseOthersTeams(actor, names)
    if (!preview) await changeTeams(client)
    const concerned = await readVersions(client, keys)
    const at = preview
      ? new Date()
      : await takeTurn(
          client,
          [...concerned].map(([id, { name }]) => ({ id, name })),
        )
    const { active, stamp } = await readActive(client)
    if (expected !== undefined && expected !== stamp) {
      throw new StaleError('Somebody has reorganised teams since the preview; look at it again.')
    }
    for (const [i, key] of keys.entries()) {
      if (!(await isKnown(client, key))) {
        throw new ReorganisationError('change.from', `${names[i]} is not known`)
      }
    }
    const ids = change.kind === 'split' ? change.parts.flatMap(({ services }) => services) : []
    const plan = planOf(change, await readServices(client, ids), active)
    const moves = await movesOf(client, plan)
    if (!preview) {
      await writeSteps(client, actor, at, change.kind, plan, moves)
      const standing = await readVersions(client, keys)
      for (const [id, { name, versions }] of standing) {
        await rebuildStanding(client, { id, name }, versions)
      }
      const flows = await readFlowRepositories(client, keys)
      for (const id of new Set([...standing.keys(), ...flows])) {
        await noteFlowChange(client, id, null)
      }
    }
    const after = preview ? stamp : (await readActive(client)).stamp
    return { preview, at: at.toISOString(), moves, notes: notesOf(change, plan), stamp: after }
  })
}

/** A team is reorganised by those who lead it, a person leaves by themselves; or an admin does it. */
function refuseOthersTeams(person: Person, names: readonly string[]): void {
  if (isAdmin(person)) return
  const own = [...person.leads, ...person.names]
  const other = names.find((name) => !own.includes(ownerKey(name)))
  if (other === undefined) return
  throw new HttpProblem(
    403,
    `Only a lead of ${other} or an admin may do this; nothing was changed.`,
  )
}

async function movesOf(client: Client, plan: Plan): Promise<ReorganisationResult['moves']> {
  const moves: ReorganisationResult['moves'] = []
  for (const step of plan.steps) {
    const { fromName: from, toName: to, service } = step
    const extent = await readExtent(client, ownerKey(from), step)
    moves.push({ from, to, ...(service ? { service: service.name } : {}), ...extent })
  }
  return moves
}

async function writeSteps(
  client: Client,
  actor: Actor,
  at: Date,
  kind: string,
  { steps, reopens }: Plan,
  moves: ReorganisationResult['moves'],
): Promise<void> {
  await client.query(
    `UPDATE service_team SET valid_to = $2
     WHERE org_id = $1 AND valid_to IS NULL AND service IS NULL AND from_key = ANY($3)`,
    [ORG, at, reopens],
  )
  for (const { fromName, toName, service } of steps) {
    await client.query(
      `INSERT INTO service_team (org_id, id, repository_id, service, from_key, from_name, to_name,
         reason, actor_name, valid_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[ORG, randomUUID(), service?.repositoryId ?? null, service?.name ?? null],
        ...[ownerKey(fromName), fromName, toName, kind, actor.name, at],
      ],
    )
  }
  await writeAudit(
    client,
    actor,
    at,
    moves.map((move) => ({
      action: `team.${kind}`,
      subjectKind: 'team',
      subjectId: move.from,
      before: { team: move.from, ...(move.service ? { service: move.service } : {}) },
      after: { team: move.to, findings: move.findings, owned: move.owned },
    })),
  )
}

function notesOf(change: ReorganisationRequest['change'], { reopens, steps }: Plan): string[] {
  const notes = ['From now on; numbers and lists of the past keep the teams of their time.']
  if (steps.some(({ toName }) => toName === null)) {
    notes.push('What they own stays owned, and asks to be confirmed or handed on.')
  }
  if (change.kind === 'split' && change.rest === undefined) {
    notes.push(`${change.from} goes on with every service that is not given away.`)
  }
  if (reopens.length > 0) notes.push('The team gets a name back that it had before.')
  return notes
}
