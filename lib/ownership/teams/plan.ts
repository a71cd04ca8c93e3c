import type { TeamChange } from '@/lib/services/reorganisation'
import { ownerKey } from '../owner'
import type { ReorganisationRequest } from '../types'

/** A row to be written to service_team; `service` with its repository, where it is for one alone. */
export interface Step {
  fromName: string
  toName: string | null
  service: { repositoryId: string; id: string; name: string } | null
}

export interface Plan {
  steps: Step[]
  /** Keys of teams that are there again, so that what once led away from them ends. */
  reopens: string[]
}

/** A reorganisation that cannot be. */
export class ReorganisationError extends Error {
  constructor(
    readonly path: string,
    message: string,
  ) {
    super(message)
    this.name = 'ReorganisationError'
  }
}

export type Services = ReadonlyMap<string, { repositoryId: string; id: string; name: string }>

/**
 * What a change means, step by step. A team that is no more cannot be reorganised, and its name is
 * not used again, because what was its would come back with it; except that a team may get the name
 * back that it once had. So no chain of changes can close to a circle.
 */
export function planOf(
  change: ReorganisationRequest['change'],
  services: Services,
  active: readonly TeamChange[],
): Plan {
  const steps = stepsOf(change, services)
  if (steps.length === 0) throw new ReorganisationError('change', 'changes nothing')
  const leaving = new Set(steps.map(({ fromName }) => ownerKey(fromName)))
  for (const name of new Set(steps.map(({ fromName }) => fromName))) {
    const gone = awayFrom(active, name)
    if (gone) throw new ReorganisationError('change.from', `${name} ${wentWhere(gone)}`)
  }
  const reopens = new Set<string>()
  for (const name of new Set(steps.flatMap(({ toName }) => toName ?? []))) {
    const gone = awayFrom(active, name)
    if (!gone) continue
    const whole = steps.every(({ service }) => service === null)
    const end = endOf(active, name)
    if (!whole || end === null || !leaving.has(end)) {
      throw new ReorganisationError('change.to', `${name} ${wentWhere(gone)}; choose another name`)
    }
    reopens.add(ownerKey(name))
  }
  return { steps, reopens: [...reopens] }
}

function stepsOf(change: ReorganisationRequest['change'], services: Services): Step[] {
  const whole = (fromName: string, toName: string | null): Step[] =>
    toName !== null && ownerKey(fromName) === ownerKey(toName)
      ? []
      : [{ fromName, toName, service: null }]
  if (change.kind === 'merge') return change.from.flatMap((name) => whole(name, change.to))
  if (change.kind === 'dissolve') return whole(change.from, null)
  if (change.kind === 'leave') return whole(change.from, change.to ?? null)
  if (change.kind === 'rename') return whole(change.from, change.to)
  const taken = new Set<string>()
  const parts = change.parts.flatMap(({ to, services: ids }) =>
    ids.flatMap((id): Step[] => {
      const service = services.get(id)
      if (!service) throw new ReorganisationError('change.parts', `service ${id} is not known`)
      if (taken.has(id)) {
        throw new ReorganisationError('change.parts', `service ${service.name} is given twice`)
      }
      taken.add(id)
      return whole(change.from, to).map((step) => ({ ...step, service }))
    }),
  )
  return [...parts, ...(change.rest === undefined ? [] : whole(change.from, change.rest))]
}

function awayFrom(active: readonly TeamChange[], name: string): TeamChange | undefined {
  return active.find((c) => c.service === null && c.fromKey === ownerKey(name))
}

/** Where all that was a team's has gone to by now; null: nowhere. */
function endOf(active: readonly TeamChange[], name: string): string | null {
  const seen = new Set<string>()
  let key = ownerKey(name)
  while (!seen.has(key)) {
    seen.add(key)
    const next = active.find((c) => c.service === null && c.fromKey === key)
    if (!next) return key
    if (next.to === null) return null
    key = ownerKey(next.to)
  }
  return key
}

function wentWhere({ to, from }: TeamChange): string {
  const day = new Date(from).toISOString().slice(0, 10)
  return to === null ? `is no more since ${day}` : `is ${to} since ${day}`
}
