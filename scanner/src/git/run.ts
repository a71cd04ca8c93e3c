import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { errorCode, ScanError } from '../errors'

/** git said no. `stderr` is its own text. */
export class GitError extends Error {
  override readonly name = 'GitError'
  constructor(
    readonly args: readonly string[],
    readonly exitCode: number | null,
    readonly stderr: string,
  ) {
    super(`git ${args[0] ?? ''} failed: ${stderr.trim() || `exit ${exitCode}`}`)
  }
}

/**
 * Nothing of a repository may run or reach the network because we read it: no hooks, no pager, no
 * `ext::` transport, no lazy fetch of missing blobs, no replaced objects (the cache goes by hash).
 */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'protocol.allow=never',
  'protocol.ext.allow=never',
  'safe.directory=*',
  'log.showSignature=false',
  'i18n.logOutputEncoding=UTF-8',
].flatMap((setting) => ['-c', setting])

const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_PAGER: 'cat',
  LC_ALL: 'C',
}

function environment(): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    // Set by whatever hook or script calls us; it would point git at another repository.
    if (name.startsWith('GIT_') && name !== 'GIT_EXEC_PATH') delete env[name]
  }
  return Object.assign(env, ENVIRONMENT)
}

export interface GitOptions {
  cwd?: string
  input?: Buffer | string
  signal?: AbortSignal
}

/** Starts git with the settings above; for callers that stream. */
export function spawnGit(
  args: readonly string[],
  options: GitOptions = {},
): ChildProcessWithoutNullStreams {
  return spawn('git', [...SETTINGS, ...args], {
    cwd: options.cwd,
    env: environment(),
    signal: options.signal,
    stdio: 'pipe',
    windowsHide: true,
    // A terminal's Ctrl-C goes to its whole process group; git ends when we close its pipes.
    detached: process.platform !== 'win32',
  })
}

/** Runs git and gives its whole output. Throws `GitError`, or `ScanError` where git is missing. */
export function git(args: readonly string[], options: GitOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = spawnGit(args, options)
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', (error) => reject(startError(error)))
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out))
      else reject(new GitError(args, code, Buffer.concat(err).toString('utf8')))
    })
    // A child that ends early closes its input; its exit code says the rest.
    child.stdin.on('error', () => {})
    child.stdin.end(options.input ?? '')
  })
}

function startError(error: Error): Error {
  if (errorCode(error) !== 'ENOENT') return error
  return new ScanError(
    'Cannot start git. Install git 2.30 or later and make sure it is on the PATH.',
  )
}
