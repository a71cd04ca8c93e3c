import { codeRows } from '@/lib/code/code-rows'
import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { isUuid } from '@/lib/trends/is-uuid'
import {
  type RawFormer,
  type RawUnlisted,
  readFormer,
  readLastRun,
  readSuccessors,
  readUnlisted,
} from './queries/unlisted'
import { given } from './shape'
import type { ListedAs, UnlistedFinding } from './types'

/**
 * What an address leads to that no list knows: the finding that it is part of now, else how it read.
 * So a link that somebody shared keeps its meaning when a back-fill finds an earlier beginning, when
 * a newer scanner reads the same commits otherwise, or when it is of another branch. Null for an id
 * that nothing ever had.
 */
export async function getUnlisted(
  db: Client,
  id: string,
): Promise<ListedAs | UnlistedFinding | null> {
  if (!isUuid(id)) return null
  return inSnapshot(db, async (client) => {
    const raw = await readUnlisted(client, id)
    if (!raw) return formerPath(await readFormer(client, id))
    if (raw.finding !== null && raw.stands) return { listedAs: raw.finding, kind: raw.kind }
    const seen = raw.finding !== null
    const known = seen ? [] : await readSuccessors(client, id)
    const same = known.filter((one) => one.same)
    // One that is the same by the tool's word, else the only one at its place: else nobody knows.
    const [became, another] = same.length > 0 ? same : known
    return {
      ...unlisted(raw),
      ...given({
        became: became && !another ? { id: became.id, message: became.message } : null,
        lastRun: seen ? null : (await readLastRun(client, id))?.toISOString(),
      }),
    }
  })
}

function formerPath(raw: RawFormer | null): UnlistedFinding | null {
  if (!raw) return null
  const { message, path, ruleId, ruleName, repositoryId, repository, goneAt } = raw
  return {
    ...{ message, path, ...given({ line: raw.line, symbol: raw.symbol }) },
    rule: { id: ruleId, name: ruleName, kind: 'retry-path' },
    repository: { id: repositoryId, name: repository },
    code: [],
    ...given({ arithmetic: raw.arithmetic }),
    lastRun: goneAt.toISOString(),
  }
}

function unlisted(raw: RawUnlisted): UnlistedFinding {
  const { message, path, kind, branch } = raw
  const place = given({ line: raw.startLine, symbol: raw.symbol })
  const code = given({
    endLine: raw.endLine,
    snippet: raw.snippet,
    contextStart: raw.contextStart,
    context: raw.context,
  })
  return {
    ...{ message, path, ...place },
    rule: { id: raw.ruleId, name: raw.ruleName, kind },
    repository: { id: raw.repositoryId, name: raw.repository },
    code: codeRows({ path, ...place, ...code }),
    ...given({ arithmetic: raw.arithmetic || null }),
    ...given({ from: raw.from?.toISOString(), to: raw.to?.toISOString() }),
    ...(raw.finding === null ? {} : { branch }),
  }
}
