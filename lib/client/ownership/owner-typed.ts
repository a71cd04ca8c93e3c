import { ownerKey } from '@/lib/ownership/owner'
import type { OwnerRef } from '@/lib/ownership/types'

const HANDLE_OR_ADDRESS = /^@[^\s@]+$|^[^\s@]+@[^\s@]+$/

/**
 * Whom a typed name means: somebody of the list as they stand there, else whatever was typed, known
 * only where it reads as a handle or an address.
 */
export function ownerTyped(
  typed: string | undefined,
  owners: readonly OwnerRef[],
): { owner: string | OwnerRef | undefined; known: boolean } {
  if (typed === undefined) return { owner: undefined, known: true }
  const key = ownerKey(typed)
  const found = owners.find(({ name }) => ownerKey(name) === key)
  return { owner: found ?? typed, known: found !== undefined || HANDLE_OR_ADDRESS.test(typed) }
}

/** Each owner once, the first to be named as it was named. */
export function distinctOwners(owners: readonly OwnerRef[]): OwnerRef[] {
  const all = new Map<string, OwnerRef>()
  for (const owner of owners) {
    const key = ownerKey(owner.name)
    if (!all.has(key)) all.set(key, { kind: owner.kind, name: owner.name })
  }
  return [...all.values()]
}
