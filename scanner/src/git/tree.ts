import { ScanError } from '../errors'
import { gitIn } from './open'
import { decodePath } from './paths'
import { GitError } from './run'

export interface TreeEntry {
  path: string
  /** `100644`, `100755`, `120000` (symlink), `160000` (submodule). */
  mode: string
  hash: string
}

/** A path that differs between two commits; `to` is null where it is gone. */
export interface TreeChange {
  path: string
  to: { mode: string; hash: string } | null
}

/** Every file of a commit, submodules and symlinks included. */
export async function listTree(repository: { gitDir: string }, commit: string) {
  const out = await objects(repository, ['ls-tree', '-r', '-z', '--full-tree', commit])
  const entries: TreeEntry[] = []
  for (const record of splitNul(out)) {
    const tab = record.indexOf(9)
    const [mode, , hash] = record.toString('latin1', 0, tab).split(' ')
    if (mode && hash) entries.push({ mode, hash, path: decodePath(record.subarray(tab + 1)) })
  }
  return entries
}

const DIFF = ['diff-tree', '--stdin', '-m', '-r', '-z', '--raw', '--no-renames', '--full-index']

/**
 * For each neighbouring pair of `commits` (all different) what must change in the tree of the first
 * to get that of the second. One process for all: starting git costs more than most diffs.
 */
export async function diffTrees(repository: { gitDir: string }, commits: readonly string[]) {
  // git takes what follows a commit for its parents, so the tree to start from comes second.
  const pairs = commits.slice(1).map((to, i) => `${to} ${commits[i]}\n`)
  const out = await objects(repository, [...DIFF, '--no-ext-diff'], pairs.join(''))
  const changes = new Map<string, TreeChange[]>(commits.map((commit) => [commit, []]))
  const records = splitNul(out)
  let list: TreeChange[] | undefined
  for (let i = 0; i < records.length; i += 1) {
    const record = records[i]?.toString('latin1') ?? ''
    if (!record.startsWith(':')) {
      list = changes.get(record)
      continue
    }
    const [, mode, , hash, status] = record.split(' ')
    i += 1
    const path = decodePath(records[i] ?? Buffer.alloc(0))
    if (mode && hash) list?.push({ path, to: status === 'D' ? null : { mode, hash } })
  }
  return commits.slice(1).map((commit) => changes.get(commit) ?? [])
}

/** The NUL-terminated records of a `-z` output. */
function splitNul(out: Buffer): Buffer[] {
  const records: Buffer[] = []
  let start = 0
  for (let end = out.indexOf(0); end >= 0; end = out.indexOf(0, start)) {
    records.push(out.subarray(start, end))
    start = end + 1
  }
  if (start < out.length) records.push(out.subarray(start))
  return records
}

async function objects(
  repository: { gitDir: string },
  args: string[],
  input?: string,
): Promise<Buffer> {
  try {
    return await gitIn(repository, args, input === undefined ? {} : { input })
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    const reason = error.stderr.trim().split('\n').at(-1)
    throw new ScanError(
      `The folders of a commit cannot be read (${reason}). If this is a clone with --filter=tree, run: git fetch --refetch --filter=blob:none; else check it with: git fsck`,
    )
  }
}

/** Every object of the clone, for one where objects may be missing; asking never fetches. */
export async function presentObjects(repository: { gitDir: string }): Promise<Set<string>> {
  const args = ['cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname)']
  const out = await gitIn(repository, args)
  return new Set(out.toString('latin1').split('\n'))
}
