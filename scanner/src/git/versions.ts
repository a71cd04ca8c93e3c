import { ScanError } from '../errors'
import { moves, type Placed } from './moves'
import { decodePath } from './paths'
import { spawnGit } from './run'

/** One commit's change of one path. */
export interface Version {
  commit: string
  /** Place in the log, newest first. */
  order: number
  /** Blob before; null where the commit adds the path without a source. */
  before: string | null
  after: string | null
  /** Path before, where the commit moved the file. */
  from?: string
  /** It moved the file and changed it: told by its path, see versionLog. */
  edited?: true
}

/** As git has it; never leaves the scanner with the address. */
export interface Author {
  name: string
  email: string
}

export interface LoggedCommit {
  hash: string
  parents: string[]
  /** Milliseconds since the epoch, committer's clock. */
  at: number
  author: Author
}

export interface VersionLog {
  /** Newest first. */
  versions: Map<string, Version[]>
  commits: LoggedCommit[]
}

const ZERO = /^0+$/

/**
 * Every version of every path that `wanted` accepts, for the commits in `tip` and not in `not`.
 * Merges themselves carry no versions; on the `mainline` (first parents alone) they carry what they
 * bring, and nothing is followed through renames. `git log` streams; memory is one entry per change.
 *
 * Edited moves: git tells them by comparing blobs, which a log of all history pays for commit by
 * commit and a clone without old blobs cannot do. Here they are told by the paths that a commit adds and
 * removes (`moves`). Whoever asks looks into the blob before whether what they look for stood there
 * already; where it did not, the move means nothing to them.
 * Returns null when `signal` fires first.
 */
export function versionLog(
  repository: { gitDir: string },
  range: { tip: string; not?: string; mainline?: boolean },
  wanted: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<VersionLog | null> {
  const args = [`--git-dir=${repository.gitDir}`, 'log', '-z', '--raw', '-r']
  args.push(...(range.mainline ? ['--first-parent', '-m', '--no-renames'] : ['-M100%', '-l0']))
  args.push(
    '--no-abbrev',
    '--no-ext-diff',
    '--topo-order',
    '--format=%x01%H %P%x1f%ct%x1f%ae%x1f%an',
    '--end-of-options',
  )
  args.push(range.tip, ...(range.not ? [`^${range.not}`] : []), '--')
  return new Promise((resolve, reject) => {
    const child = spawnGit(args, { signal })
    const reader = new LogReader(wanted, range.mainline !== true)
    let errors = ''
    child.stdout.on('data', (chunk: Buffer) => reader.take(chunk))
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString('utf8')
    })
    child.on('error', (error) => (signal?.aborted ? resolve(null) : reject(error)))
    child.on('close', (code) => {
      if (signal?.aborted) resolve(null)
      else if (code === 0) resolve(reader.end())
      else reject(new ScanError(`git log could not read the history: ${errors.trim()}`))
    })
    child.stdin.on('error', () => {})
    child.stdin.end()
  })
}

class LogReader {
  private rest: Buffer = Buffer.alloc(0)
  private meta: string[] | null = null
  private from: string | null = null
  private readonly log: VersionLog = { versions: new Map(), commits: [] }
  /** One for each signature: there are far fewer people than commits. */
  private readonly authors = new Map<string, Author>()

  /** What the commit being read adds and removes, by the name of the file. */
  private added = new Map<string, Placed[]>()
  private removed = new Map<string, Placed[]>()

  constructor(
    private readonly wanted: (path: string) => boolean,
    private readonly followed: boolean,
  ) {}

  take(chunk: Buffer): void {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk
    let start = 0
    for (let end = all.indexOf(0); end >= 0; end = all.indexOf(0, start)) {
      this.record(all.subarray(start, end))
      start = end + 1
    }
    this.rest = all.subarray(start)
  }

  end(): VersionLog {
    if (this.rest.length > 0) this.record(this.rest)
    this.pair()
    return this.log
  }

  private record(bytes: Buffer): void {
    if (this.meta !== null) {
      this.path(bytes)
      return
    }
    let at = 0
    while (bytes[at] === 10) at += 1
    const first = bytes[at]
    if (first === 58) this.meta = bytes.toString('latin1', at + 1).split(' ')
    else if (first === 1) this.commit(bytes.toString('utf8', at + 1))
  }

  private commit(line: string): void {
    this.pair()
    const [hashes = '', time = '0', email = '', ...name] = line.split('\x1f')
    const [hash = '', ...parents] = hashes.split(' ')
    this.log.commits.push({
      hash,
      parents: parents.filter((parent) => parent !== ''),
      at: Number(time) * 1000,
      author: this.author(email, name.join('\x1f').trim()),
    })
  }

  private author(email: string, name: string): Author {
    const signature = `${email}\x1f${name}`
    const author = this.authors.get(signature) ?? { name, email }
    this.authors.set(signature, author)
    return author
  }

  private path(bytes: Buffer): void {
    const [, , before = '', after = '', status = ''] = this.meta ?? []
    const moved = status.startsWith('R') || status.startsWith('C')
    if (moved && this.from === null) {
      this.from = decodePath(bytes)
      return
    }
    const path = decodePath(bytes)
    const from = this.from
    this.meta = null
    this.from = null
    if (!this.wanted(path)) return
    const order = this.log.commits.length - 1
    const version: Version = {
      commit: this.log.commits[order]?.hash ?? '',
      order,
      before: ZERO.test(before) ? null : before,
      after: ZERO.test(after) ? null : after,
    }
    if (from !== null) version.from = from
    else if (this.followed) this.note(path, version)
    const list = this.log.versions.get(path)
    if (list) list.push(version)
    else this.log.versions.set(path, [version])
  }

  private note(path: string, version: Version): void {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const by = version.before === null ? this.added : version.after === null ? this.removed : null
    by?.set(name, [...(by.get(name) ?? []), { path, version }])
  }

  /** The commit is read: what it moved and changed. */
  private pair(): void {
    for (const [name, added] of this.added) {
      for (const { to, from } of moves(added, this.removed.get(name) ?? [])) {
        to.version.before = from.version.before
        to.version.from = from.path
        to.version.edited = true
      }
    }
    if (this.added.size > 0) this.added = new Map()
    if (this.removed.size > 0) this.removed = new Map()
  }
}
