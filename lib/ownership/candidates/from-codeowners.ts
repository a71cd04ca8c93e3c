import { ownersOf } from '../codeowners/owners-of'
import type { CodeownersFile } from '../codeowners/types'
import type { Candidate, NoCandidate, OwnerRef } from '../types'

/** Whom CODEOWNERS names for a path, by which line. */
export function fromCodeowners(file: CodeownersFile, path: string): Candidate | NoCandidate {
  const source = 'codeowners'
  const name = file.path ?? 'CODEOWNERS'
  const ownership = ownersOf(file, path)
  const { line, pattern, confidence } = ownership
  if (line === null || pattern === null || confidence === 'none') {
    return { source, reason: `No rule of ${name} matches this path.` }
  }
  const where = `${name}:${line}`
  const owners = ownership.owners
    .filter(({ kind }) => kind !== 'role')
    .map(({ kind, name }): OwnerRef => ({ kind: kind === 'team' ? 'team' : 'person', name }))
  const [owner, ...others] = owners
  if (!owner) {
    const roles = ownership.owners.length > 0
    const reason = roles ? 'names a role, which is nobody in particular' : 'takes owners away'
    return { source, reason: `${where} (“${pattern}”) ${reason}.` }
  }
  const weak = confidence === 'weak' ? ', a rule for whatever is left over' : ''
  return {
    owner,
    ...(others.length > 0 ? { others } : {}),
    source,
    where,
    path: name,
    line,
    confidence,
    reason: `${where} names ${owner.name} for “${pattern}”${weak}.`,
  }
}
