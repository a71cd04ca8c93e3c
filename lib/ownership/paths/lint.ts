import { type Client, ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { loadTeamChanges } from '@/lib/services/team-changes'
import { CandidateFinder } from '../candidates/find'
import { lintCodeowners } from '../codeowners/lint'
import type { CodeownersFile } from '../codeowners/types'
import type { CodeownersLint } from '../types'

const GROUPS = 200

/**
 * What in a repository's CODEOWNERS does nothing, or not what it seems, as of an instant. Judged by
 * the paths that have findings: scans do not tell every path there is, which the answer says.
 */
export function lintRepository(
  db: Client,
  repository: { id: string; name: string },
  at: Date,
): Promise<CodeownersLint> {
  return inSnapshot(db, async (client) => {
    const finder = await CandidateFinder.load(
      client,
      [{ repositoryId: repository.id, path: '' }],
      at,
    )
    const { file, since } = finder.codeowners(repository.id)
    const paths = file ? await readPaths(client, repository.id, at) : []
    const head = { repository, at: at.toISOString(), paths: paths.length }
    if (!file || since === null) {
      const note = since
        ? 'The repository has no CODEOWNERS file.'
        : 'No scan has told of its files yet; scan it with a newer plumbline command.'
      const unowned = { paths: 0, groups: [] }
      const none = { dead: [], shadowed: [], duplicates: [], unknownOwners: [], diagnostics: [] }
      return { ...head, ...none, unowned, note }
    }
    const report = lintCodeowners(file, paths)
    return {
      ...head,
      file: {
        path: file.path ?? 'CODEOWNERS',
        dialect: file.dialect,
        dialectBecause: file.dialectBecause,
        since: since.toISOString(),
      },
      dead: report.dead,
      shadowed: report.shadowed,
      duplicates: report.duplicates,
      unowned: {
        paths: report.unowned.paths,
        groups: report.unowned.groups.slice(0, GROUPS).map((group) => ({
          directory: group.directory,
          whole: group.whole,
          paths: group.paths,
          examples: group.examples,
        })),
      },
      unknownOwners: await goneOwners(client, repository.id, file, at),
      diagnostics: report.diagnostics.map(({ line, severity, message, advice }) => ({
        line,
        severity,
        message,
        advice,
      })),
      note: 'Judged by the paths that have findings; a rule for other paths may be of use all the same.',
    }
  })
}

/** Owners who left or teams that are no more: the only ones of whom it is known for sure. */
async function goneOwners(
  client: Client,
  repositoryId: string,
  file: CodeownersFile,
  at: Date,
): Promise<CodeownersLint['unknownOwners']> {
  const changes = await loadTeamChanges(client, repositoryId)
  const lines = new Map<string, number[]>()
  for (const { owners, line } of file.rules) {
    for (const { name } of owners) {
      if (changes.successor(name, '', at.getTime()) !== null) continue
      lines.set(name, [...(lines.get(name) ?? []), line])
    }
  }
  return [...lines].map(([owner, at]) => ({ owner, lines: at }))
}

/** Which paths have findings at an instant? Index: standing (org_id, repository_id, kind). */
async function readPaths(client: Client, repositoryId: string, at: Date): Promise<string[]> {
  const { rows } = await client.query<{ path: string }>(
    `SELECT DISTINCT v.path FROM standing s
     JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     WHERE s.org_id = $1 AND s.repository_id = $2
       AND s.from_at <= $3 AND (s.to_at IS NULL OR s.to_at > $3)`,
    [ORG, repositoryId, at],
  )
  return rows.map(({ path }) => path)
}
