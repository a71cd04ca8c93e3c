import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ScanError } from '../errors'
import { GitError, type GitOptions, git } from './run'

export interface Repository {
  /** Absolute git directory; every later call names it, so ownership and work tree do not matter. */
  gitDir: string
  /** Where refs and objects live; differs from `gitDir` in a linked work tree. */
  commonDir: string
  /** `github.com/acme/shop` from the remote, else the folder's name. */
  name: string
  remoteUrl: string | null
  head: string
  /** Short name of the branch, or `HEAD` when detached. */
  branch: string
  defaultBranch: boolean
  shallow: boolean
  /** Cloned with a filter: blobs may be missing. */
  partial: boolean
}

/** Runs git on an opened repository. */
export function gitIn(repository: { gitDir: string }, args: string[], options: GitOptions = {}) {
  return git([`--git-dir=${repository.gitDir}`, ...args], options)
}

const PARTIAL = ['config', '--get-regexp', '^(extensions\\.partialclone|remote\\..*\\.promisor)$']

async function line(repository: { gitDir: string }, args: string[]): Promise<string | null> {
  try {
    return (await gitIn(repository, args)).toString('utf8').trim() || null
  } catch (error) {
    if (error instanceof GitError) return null
    throw error
  }
}

/**
 * Opens the repository that holds `path`: a work tree, a folder in one, or a bare repository.
 * Throws `ScanError` for anything that cannot be scanned, saying what to do.
 */
export async function openRepository(path: string): Promise<Repository> {
  const folder = resolve(path)
  if (!existsSync(folder)) throw new ScanError(`${path} does not exist. Give the path of a clone.`)
  if (!statSync(folder).isDirectory()) {
    throw new ScanError(`${path} is a file. Give the folder of a git repository.`)
  }
  const gitDir = await findGitDir(folder, path)
  const at = { gitDir }
  const head = await line(at, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  if (head === null) throw await noHead(at, path)
  const branch = (await line(at, ['symbolic-ref', '--short', '--quiet', 'HEAD'])) ?? 'HEAD'
  const remoteHead = await line(at, ['symbolic-ref', '--quiet', 'refs/remotes/origin/HEAD'])
  const remoteUrl = await line(at, ['config', '--get', 'remote.origin.url'])
  const common = await line(at, ['rev-parse', '--git-common-dir'])
  const main = remoteHead?.replace('refs/remotes/origin/', '')
  return {
    gitDir,
    commonDir: common === null ? gitDir : resolve(common === '.' ? gitDir : common),
    name: (remoteUrl && nameOfRemote(remoteUrl)) || nameOfFolder(folder, gitDir),
    remoteUrl,
    head,
    branch,
    defaultBranch: branch === 'HEAD' || main === undefined || main === branch,
    shallow: (await line(at, ['rev-parse', '--is-shallow-repository'])) === 'true',
    partial: (await line(at, PARTIAL)) !== null,
  }
}

async function noHead(at: { gitDir: string }, path: string): Promise<ScanError> {
  const any = await line(at, ['for-each-ref', '--count=1', '--format=%(refname)'])
  if (any === null) {
    return new ScanError(`${path} has no commits yet. Commit something, then scan again.`)
  }
  return new ScanError(
    `HEAD of ${path} does not point to a commit that is there (but ${any} exists). Check out the default branch, or in a bare repository run: git symbolic-ref HEAD ${any}`,
  )
}

async function findGitDir(folder: string, path: string): Promise<string> {
  try {
    return (await git(['rev-parse', '--absolute-git-dir'], { cwd: folder })).toString('utf8').trim()
  } catch (error) {
    if (!(error instanceof GitError)) throw error
    // Older git ignores safe.directory on the command line; naming the folder needs no such check.
    const found = error.stderr.includes('dubious ownership') ? walkUp(folder) : null
    if (found !== null) return found
    if (error.stderr.includes('dubious ownership')) {
      throw new ScanError(
        `git refuses ${path} because it belongs to another user. Run: git config --global --add safe.directory '${folder}'`,
      )
    }
    throw new ScanError(
      `${path} is not a git repository. Give the folder of a clone, or run git init and commit first.`,
    )
  }
}

/** The git directory found as git does: `.git` folder, `.git` file, or the folder itself. */
function walkUp(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const dot = join(at, '.git')
    if (existsSync(dot)) {
      if (statSync(dot).isDirectory()) return dot
      const target = /^gitdir: (.+)$/m.exec(readFileSync(dot, 'utf8'))?.[1]
      if (target !== undefined) return resolve(at, target.trim())
    }
    if (existsSync(join(at, 'HEAD')) && existsSync(join(at, 'objects'))) return at
    if (dirname(at) === at) return null
  }
}

/**
 * `github.com/acme/shop` of any form of remote URL, without scheme, user and `.git`. Null for a
 * remote on this machine: its folder says less than the clone's own.
 */
export function nameOfRemote(url: string): string | null {
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/.exec(url)
  const plain = /^[a-z+]+:\/\/(?:[^@/]*@)?([^/:]*)(?::\d+)?\/(.+)$/i.exec(url)
  const match = plain ?? scp
  if (match === null) return null
  const [, host, rest] = match
  const trimmed = (rest ?? '').replace(/\/+$/, '').replace(/\.git$/, '')
  if (!host) return null
  return `${host.toLowerCase()}/${trimmed}`
}

/** The folder's own name, whatever it is: ids derive from it, so another would begin its history anew. */
function nameOfFolder(folder: string, gitDir: string): string {
  const top = basename(gitDir) === '.git' ? dirname(gitDir) : folder
  return basename(top).replace(/\.git$/, '') || 'repository'
}
