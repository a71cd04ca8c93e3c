import { HttpProblem } from '@/lib/http/problem'
import { isAdmin, isLead, type Person } from '@/lib/people/principal'
import { ownerKey } from '../owner'
import type { ActKind, OwnerRef, Skipped } from '../types'

/** Whose a decision is, as of now. */
export interface Whose {
  /** Answers for its service. */
  team: string | null
  owner?: OwnerRef
  proposed?: OwnerRef
}

/** What somebody wants to do to it. */
export interface Intent {
  act: ActKind | 'record' | 'undo'
  owner?: OwnerRef
}

/** What those who are named may do with what is theirs, besides taking it. */
const OF_ONES_OWN: readonly Intent['act'][] = ['confirm', 'hand-on', 'release', 'record']
/** What the members of its team may do. */
const OF_THE_TEAM: readonly Intent['act'][] = ['confirm', 'record']

/**
 * Why this person may not do this to a decision; nothing where they may. A lead decides for their
 * teams, and where no team is in it at all; others on what is theirs (docs/decisions/0010).
 */
export function whyNot(person: Person, intent: Intent, whose: Whose): string | undefined {
  if (isAdmin(person)) return undefined
  if (person.role !== 'viewer') {
    if (intent.act === 'propose') return undefined
    if (decides(person, whose)) return undefined
    if (isTheirs(person, intent, whose)) return undefined
  }
  return `only ${whoDecides(whose)} or an admin may decide this`
}

/** Throws HttpProblem 403 where nothing is left but what somebody may not do. */
export function refuseIfAllForbidden(forbidden: readonly Skipped[], asked: number): void {
  const [first] = forbidden
  if (first && forbidden.length === asked) {
    throw new HttpProblem(403, `Nothing was changed: ${first.reason}.`)
  }
}

function decides(person: Person, whose: Whose): boolean {
  const keys = keysOf(whose)
  if (keys.some((key) => person.leads.includes(key))) return true
  return isLead(person) && !hasTeam(whose)
}

function isTheirs(person: Person, { act, owner }: Intent, whose: Whose): boolean {
  const { names, teams } = person
  const named = [whose.owner, whose.proposed].some((one) => one && names.includes(keyOf(one)))
  const ofTeam = keysOf(whose).some((key) => teams.includes(key))
  if (act === 'own') {
    return owner !== undefined && names.includes(keyOf(owner)) && (named || ofTeam)
  }
  return (named && OF_ONES_OWN.includes(act)) || (ofTeam && OF_THE_TEAM.includes(act))
}

function keysOf({ team, owner, proposed }: Whose): string[] {
  return [team ?? [], owner?.name ?? [], proposed?.name ?? []].flat().map(ownerKey)
}

function hasTeam({ team, owner, proposed }: Whose): boolean {
  return team !== null || [owner, proposed].some((one) => one?.kind === 'team')
}

function whoDecides(whose: Whose): string {
  const { team, owner } = whose
  if (team !== null) return `a lead of ${team}`
  return owner?.kind === 'team' ? `a lead of ${owner.name}` : 'a tech lead'
}

const keyOf = ({ name }: OwnerRef): string => ownerKey(name)
