import { repositoryName } from '@/lib/sarif/repository-name'
import { ofAnother } from './narrow'
import type { Principal } from './principal'

/** Whether uploads for this repository concern who asks: people all, a machine its own. */
export function isOf(principal: Principal, repository: string | undefined): boolean {
  if (principal.kind === 'person' || principal.repository === null) return true
  return repository !== undefined && repositoryName(repository) === principal.repository
}

/**
 * The repository that an upload is for: what was asked, else a machine's own. Throws HttpProblem 403
 * for a token of another one.
 */
export function repositoryFor(principal: Principal, asked: string | undefined): string | undefined {
  if (asked !== undefined && principal.kind === 'machine' && !isOf(principal, asked)) {
    throw ofAnother(principal)
  }
  return asked ?? (principal.kind === 'machine' ? (principal.repository ?? undefined) : undefined)
}
