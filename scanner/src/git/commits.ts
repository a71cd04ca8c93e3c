import { gitIn } from './open'

/** A commit of the default branch's first-parent line. */
export interface MainlineCommit {
  hash: string
  /** Milliseconds since the epoch, committer's clock. */
  at: number
  parents: number
}

/** The first-parent line from `head` to its root, newest first. */
export async function mainline(
  repository: { gitDir: string },
  head: string,
): Promise<MainlineCommit[]> {
  const args = ['log', '--first-parent', '--format=%H %ct %P', '--end-of-options', head, '--']
  const out = (await gitIn(repository, args)).toString('latin1')
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [hash = '', time = '0', ...parents] = line.trim().split(' ')
      return { hash, at: Number(time) * 1000, parents: parents.length }
    })
}

export interface CommitDetails {
  hash: string
  author: string
  authorEmail: string
  committerEmail: string
  /** Milliseconds since the epoch. */
  committedAt: number
  subject: string
  message: string
  /** Text under `refs/notes/ai`, empty without one. */
  note: string
}

const FORMAT = ['%H', '%an', '%ae', '%ce', '%ct', '%s', '%B', '%N'].join('%x1f')

/** Who and what, for a handful of commits, in one call. Unknown hashes are an error of git. */
export async function commitDetails(
  repository: { gitDir: string },
  hashes: readonly string[],
): Promise<CommitDetails[]> {
  if (hashes.length === 0) return []
  const args = ['log', '-z', '--no-walk=unsorted', '--stdin', '--notes=ai', `--format=${FORMAT}`]
  const out = await gitIn(repository, args, { input: `${hashes.join('\n')}\n` })
  return out
    .toString('utf8')
    .split('\0')
    .filter((record) => record.trim() !== '')
    .map(parseDetails)
}

function parseDetails(record: string): CommitDetails {
  const [hash = '', author = '', authorEmail = '', committerEmail = '', time = '0', ...rest] =
    record.split('\x1f')
  const [subject = '', ...more] = rest
  // A message may hold the separator itself; the note is whatever follows the last one.
  const note = more.pop() ?? ''
  return {
    hash: hash.trim(),
    author,
    authorEmail,
    committerEmail,
    committedAt: Number(time) * 1000,
    subject,
    message: more.join('\x1f'),
    note: note.trim(),
  }
}
