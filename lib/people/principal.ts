import type { Actor } from '@/lib/ownership/types'
import type { Role, Scope } from './types'

/** Somebody who is signed in, or the one who sits at this computer. */
export interface Person extends Actor {
  kind: 'person'
  role: Role
  /** Keys (lib/ownership/owner.ts) of the teams they belong to and lead, as of now. */
  teams: string[]
  leads: string[]
  /** Keys by which files and acts name them: their handle, their address. */
  names: string[]
}

/** A machine with a token, of one repository; null: every one (the launcher's own). */
export interface Machine extends Actor {
  kind: 'machine'
  repository: string | null
  scopes: Scope[]
}

/** Who asks. */
export type Principal = Person | Machine

/** Who acts where nobody signs in: one person at this computer, who may do everything. */
export const LOCAL_PERSON: Person = {
  kind: 'person',
  id: 'local',
  name: 'you, at this computer',
  role: 'admin',
  teams: [],
  leads: [],
  names: [],
}

export const isAdmin = (person: Person): boolean => person.role === 'admin'

/** Leads some team, or is an admin. */
export const isLead = (person: Person): boolean => isAdmin(person) || person.leads.length > 0
