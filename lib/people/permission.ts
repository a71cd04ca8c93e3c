import { HttpProblem } from '@/lib/http/problem'
import { isAdmin, isLead, type Machine, type Person, type Principal } from './principal'
import type { Scope } from './types'

interface Rule {
  /** The least that a person must be. */
  people: 'nobody' | 'viewer' | 'member' | 'lead' | 'admin'
  /** A machine token needs one of these scopes; none: no token will do. */
  tokens: readonly Scope[]
}

/**
 * What a route asks of who calls it. Which team's decisions somebody may change, and which
 * repository a token may read, is checked again where the data is
 * (docs/decisions/0010-people-and-permission.md).
 */
export const PERMISSIONS = {
  /** Also without sign-in: sign-in itself, whether the server is up, the colours. */
  everybody: { people: 'nobody', tokens: [] },
  /** Whoever is signed in reads everything of the organisation. */
  read: { people: 'viewer', tokens: [] },
  /** As `read`; a machine reads its own repository, to which `readFilter` narrows. */
  'read-repository': { people: 'viewer', tokens: ['read'] },
  /** Uploads and what became of them; a machine sees its own repository's. */
  'follow-uploads': { people: 'viewer', tokens: ['ingest', 'read'] },
  /** Notes, actions, proposals, what one owns oneself. */
  'take-part': { people: 'member', tokens: [] },
  /** What binds a team. */
  lead: { people: 'lead', tokens: [] },
  /** People, tokens, scans that are taken out. */
  administer: { people: 'admin', tokens: [] },
  /** Sends scans; a machine those of its own repository. */
  ingest: { people: 'admin', tokens: ['ingest'] },
} as const satisfies Record<string, Rule>

export type Permission = keyof typeof PERMISSIONS

/** Who may come through: machines only where the permission has a scope for them. */
export type PrincipalOf<P extends Permission> = P extends 'everybody'
  ? undefined
  : (typeof PERMISSIONS)[P]['tokens'] extends readonly []
    ? Person
    : Principal

/** Throws HttpProblem: 401 where nobody is signed in, 403 where they may not. */
export function permit(principal: Principal | undefined, permission: Permission): void {
  const rule: Rule = PERMISSIONS[permission]
  if (rule.people === 'nobody') return
  if (!principal) {
    throw new HttpProblem(
      401,
      'Sign in first; a machine sends its token as “Authorization: Bearer …”.',
    )
  }
  if (principal.kind === 'machine') permitMachine(principal, rule)
  else if (!reaches(principal, rule.people)) {
    throw new HttpProblem(403, `${WHO[rule.people]} may do this; you are ${whatIs(principal)}.`)
  }
}

function permitMachine({ name, scopes }: Machine, rule: Rule): void {
  if (rule.tokens.some((scope) => scopes.includes(scope))) return
  throw new HttpProblem(
    403,
    rule.tokens.length === 0
      ? `The token “${name}” is a machine's; this is for people who are signed in.`
      : `The token “${name}” has not the scope ${rule.tokens.join(' or ')}.`,
  )
}

function reaches(person: Person, least: Rule['people']): boolean {
  if (least === 'admin') return isAdmin(person)
  if (least === 'lead') return isLead(person)
  return least !== 'member' || person.role !== 'viewer'
}

const WHO: Record<Rule['people'], string> = {
  nobody: 'Everybody',
  viewer: 'Whoever is signed in',
  member: 'Members, leads and admins',
  lead: 'Only a tech lead or an admin',
  admin: 'Only an admin',
}

/** `a viewer`, `a tech lead of billing` */
export function whatIs(person: Person): string {
  if (person.role !== 'member') return person.role === 'admin' ? 'an admin' : 'a viewer'
  return person.leads.length > 0 ? `a tech lead of ${person.leads.join(', ')}` : 'a member'
}
