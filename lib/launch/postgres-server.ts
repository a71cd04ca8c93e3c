import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { postgresEnv } from './postgres-cluster'
import type { PostgresUser } from './postgres-user'

/** A PostgreSQL server process: its own child, or one left over from a killed start. */
export interface Server {
  port: number
  /** Undefined while it lives; then the end of its log. */
  ended(): string | undefined
  /** Fast shutdown: sessions are ended, everything committed is kept. */
  stop(): Promise<void>
  /** Ends it at once; it recovers at its next start. */
  kill(): void
}

export interface ServerOptions {
  runtime: string
  data: string
  port: number
  /** False: never wait for the disk (tests). */
  durable: boolean
  user?: PostgresUser
  onExit?(log: string): void
}

/**
 * Megabytes of shared buffers on a machine with so many bytes: a quarter, as PostgreSQL's
 * documentation advises (19.4.1), from 256 MB up to 1 GB, which holds all that a week of a million
 * findings is read from. What no page needs takes no memory.
 */
export function buffersFor(bytes: number): number {
  return Math.min(1024, Math.max(256, Math.floor(bytes / 4 / 2 ** 20)))
}

/** What this process may use: of a container its limit, where it has one. */
const memory = () => Math.min(process.constrainedMemory() || totalmem(), totalmem())

export function spawnServer({ runtime, data, port, durable, user, onExit }: ServerOptions): Server {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: `${buffersFor(memory())}MB`,
    work_mem: '32MB',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const child = spawn(path.join(runtime, 'bin/postgres'), ['-D', data, ...args], {
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own group: Ctrl-C reaches the launcher alone, which stops the database last.
    detached: true,
    ...user,
    env: postgresEnv(runtime),
  })
  let log = ''
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    onExit?.(log)
  }
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000)
  })
  child.once('error', (error) => {
    log += error.message
    end()
  })
  child.once('exit', end)
  return {
    port,
    ended: () => (ended ? log : undefined),
    stop: () => stopChild(child),
    kill: () => void child.kill('SIGQUIT'),
  }
}

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    // SIGINT is PostgreSQL's fast shutdown.
    child.kill('SIGINT')
  })
}

/** The server that a start which was killed left behind on this data folder, if it is alive. */
export function leftOver(data: string): Server | undefined {
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pidText, , , port] = readFileSync(file, 'utf8').split('\n')
  const pid = Number(pidText)
  if (!isPostgres(pid)) return undefined
  return {
    port: Number(port),
    ended: () => (isPostgres(pid) ? undefined : ''),
    stop: async () => {
      if (isPostgres(pid)) process.kill(pid, 'SIGINT')
      while (isPostgres(pid)) await pause(50)
    },
    kill: () => void process.kill(pid, 'SIGQUIT'),
  }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  if (!existsSync('/proc/self')) return true
  const cmdline = `/proc/${pid}/cmdline`
  return existsSync(cmdline) && readFileSync(cmdline, 'utf8').includes('postgres')
}

/** Ends when the server answers; throws with its log when it stops before. */
export async function waitUntilUp(url: string, server: Server): Promise<void> {
  const deadline = Date.now() + 120_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    client.on('error', () => {})
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      await client.end().catch(() => {})
      const log = server.ended()
      if (log !== undefined)
        throw new Error(`The embedded database stopped while starting:\n${log}`)
      if (Date.now() > deadline) throw error
      await pause(50)
    }
  }
}
