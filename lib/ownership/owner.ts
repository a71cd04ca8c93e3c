import type { OwnerRef } from './types'

/**
 * How owners are compared: without `@` at the front, in lower case. `@Acme/Billing` of CODEOWNERS
 * and `acme/billing` of a service map are one team. The kind is no part of it, because CODEOWNERS
 * cannot always tell a group from a person.
 */
export function ownerKey(name: string): string {
  return name.trim().replace(/^@+/, '').toLowerCase()
}

/** Handles with a slash and plain names are teams; `@ann` and addresses are taken for persons. */
export function ownerOf(name: string, teams: ReadonlySet<string> = new Set()): OwnerRef {
  const trimmed = name.trim()
  const person = /^@[^/]+$|^[^@\s]+@[^@\s]+$/.test(trimmed) && !teams.has(ownerKey(trimmed))
  return { kind: person ? 'person' : 'team', name: trimmed }
}
