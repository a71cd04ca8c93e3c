import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { root } from '@/lib/db/root'

const leash = pathToFileURL(fileURLToPath(new URL('leash.mjs', import.meta.url))).href
/**
 * For what makes many small objects that live shortly, as applying, joining, assembling and answering
 * do: with room for them (MB) up to a third less time goes into collecting garbage.
 */
export const ROOM_FOR_THE_YOUNG = '--max-semi-space-size=64'

const STOP_MS = 10_000
const LOG_CHARACTERS = 8000

/** A Node process of Plumbline that lives no longer than the launcher. */
export interface Child {
  process: ChildProcess
  /** Ends with the exit code; a signal counts as code 1. */
  exited: Promise<number>
  /** The end of what it printed. */
  log(): string
  /** Asks it to stop, and after ten seconds makes it. */
  stop(): Promise<void>
}

/** Lines of a child as they come. */
export interface Listeners {
  onOutput?(line: string): void
  onError?(line: string): void
}

/**
 * Starts `node <args>` in the checkout, in a process group of its own: Ctrl-C reaches the launcher
 * alone, which stops its children in order.
 */
export function startNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  listeners: Listeners = {},
): Child {
  const child = spawn(process.execPath, ['--import', leash, ...args], {
    cwd: root,
    env: { ...env, PLUMBLINE_LAUNCHER: String(process.pid) },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let log = ''
  const keep = (line: string) => {
    log = `${log}${line}\n`.slice(-LOG_CHARACTERS)
  }
  byLine(child.stdout, (line) => {
    keep(line)
    listeners.onOutput?.(line)
  })
  byLine(child.stderr, (line) => {
    if (listeners.onError) listeners.onError(line)
    else keep(line)
  })
  const exited = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      keep(error.message)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
  return { process: child, exited, log: () => log.trim(), stop: () => stop(child, exited) }
}

async function stop(child: ChildProcess, exited: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => killGroup(child), STOP_MS)
  await exited
  clearTimeout(timer)
  killGroup(child)
}

/** The group outlives its leader when the child had children of its own. */
export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

function byLine(stream: NodeJS.ReadableStream | null, take: (line: string) => void): void {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line)
  })
  stream?.on('end', () => {
    if (rest) take(rest)
  })
}
