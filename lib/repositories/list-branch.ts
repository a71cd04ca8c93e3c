import type { Client } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { given } from '@/lib/findings/shape'
import { isUuid } from '@/lib/trends/is-uuid'
import { readBranches, readBranchFindings } from './queries/branches'
import { readRepository } from './queries/detail'
import type { BranchFindings, BranchSide } from './types'

/** Rows of one page. */
export const BRANCH_PAGE = 200

/**
 * The findings that a number of a branch counts, of the default one where none is named; null for a
 * repository or branch nobody scanned.
 */
export async function listBranch(
  db: Client,
  id: string,
  asked: { branch?: string; side: BranchSide; from: number },
): Promise<BranchFindings | null> {
  if (!isUuid(id)) return null
  return inSnapshot(db, async (client) => {
    const found = await readRepository(client, id)
    const branches = await readBranches(client, id)
    const row = branches.find(({ branch, isDefault }) =>
      asked.branch === undefined ? isDefault : branch === asked.branch,
    )
    if (!found || !row) return null
    const { branch } = row
    const page = { from: asked.from, size: BRANCH_PAGE }
    const rows = await readBranchFindings(client, id, { branch, side: asked.side }, page)
    return {
      repository: { id, name: found.name },
      ...asked,
      branch,
      main: branches.find(({ isDefault }) => isDefault)?.branch ?? '',
      total: row[asked.side === 'all' ? 'findings' : asked.side],
      rows: rows.map(({ total: _, line, ...finding }) => ({ ...finding, ...given({ line }) })),
    }
  })
}
