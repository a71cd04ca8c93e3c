import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import pg from 'pg'
import { postgresRuntime } from './postgres-runtime'
import { closedFolder, type PostgresUser, postgresUser } from './postgres-user'

/** A PostgreSQL that is up. `url(database)` connects to one of its databases. */
export interface EmbeddedPostgres {
  url(database: string): string
  /** Stops it, unless it was already running when asked for. */
  stop(): Promise<void>
}

/**
 * Brings up the embedded PostgreSQL under `home`, making its cluster the first time.
 * One that still runs from before (a killed start) is used as it is.
 * With `durable: false` (tests) it does not wait for the disk.
 */
export async function startPostgres(home: string, durable = true): Promise<EmbeddedPostgres> {
  mkdirSync(home, { recursive: true, mode: 0o755 })
  const user = postgresUser()
  const closed = user && closedFolder(home, user)
  if (closed) {
    throw new Error(
      `The embedded database runs as another user than root, who may not enter ${closed}. ` +
        'Set PLUMBLINE_HOME to a folder that others may enter, such as /var/lib/plumbline.',
    )
  }
  const runtime = postgresRuntime(home)
  const data = path.join(home, 'postgres')
  const password = ensureCluster(runtime, home, data, user)
  const running = runningPort(data)
  const port = running ?? (await freePort())
  const url = (database: string) =>
    `postgresql://plumbline:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
  if (running !== undefined) {
    await waitUntilUp(url('postgres'))
    return { url, stop: async () => {} }
  }
  const server = spawnServer(runtime, data, port, durable, user)
  await waitUntilUp(url('postgres'), server)
  return { url, stop: () => stopServer(server.process) }
}

function ensureCluster(runtime: string, home: string, data: string, user?: PostgresUser): string {
  const secret = path.join(home, 'postgres-password')
  if (existsSync(path.join(data, 'PG_VERSION')) && existsSync(secret)) {
    return readFileSync(secret, 'utf8').trim()
  }
  // A cluster whose making was interrupted has no PG_VERSION yet and holds nothing.
  rmSync(data, { recursive: true, force: true })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const password = randomBytes(18).toString('base64url')
  writeFileSync(secret, password, { mode: 0o600 })
  const pwfile = path.join(data, '..', `pw.${process.pid}`)
  writeFileSync(pwfile, password, { mode: 0o600 })
  if (user) for (const p of [data, pwfile]) chownSync(p, user.uid, user.gid)
  const args = ['-D', data, '-U', 'plumbline', `--pwfile=${pwfile}`, '-A', 'scram-sha-256']
  const run = spawnSync(
    path.join(runtime, 'bin/initdb'),
    [...args, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { cwd: home, encoding: 'utf8', ...user, env: childEnv(runtime) },
  )
  rmSync(pwfile, { force: true })
  if (run.status !== 0) {
    rmSync(data, { recursive: true, force: true })
    throw new Error(`The embedded database could not be made in ${data}:\n${run.stderr || run.error}`)
  }
  return password
}

interface Server {
  process: ChildProcess
  log(): string
}

function spawnServer(
  runtime: string,
  data: string,
  port: number,
  durable: boolean,
  user?: PostgresUser,
): Server {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '256MB',
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
    env: childEnv(runtime),
  })
  let log = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000)
  })
  return { process: child, log: () => log }
}

function childEnv(runtime: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LD_LIBRARY_PATH: path.join(runtime, 'lib'), TZ: 'UTC' }
}

/** Port of the postmaster that owns this data folder, if it is alive. */
function runningPort(data: string): number | undefined {
  const file = path.join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  try {
    process.kill(Number(pid), 0)
    if (!isPostgres(Number(pid))) return undefined
    return Number(port)
  } catch {
    return undefined
  }
}

function isPostgres(pid: number): boolean {
  const file = `/proc/${pid}/cmdline`
  if (!existsSync('/proc/self') || !statSync('/proc').isDirectory()) return true
  return existsSync(file) && readFileSync(file, 'utf8').includes('postgres')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}

async function waitUntilUp(url: string, server?: Server): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server && server.process.exitCode !== null) {
        throw new Error(`The embedded database stopped while starting:\n${server.log()}`)
      }
      if (Date.now() > deadline) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** SIGINT is PostgreSQL's fast shutdown: sessions are ended, everything committed is kept. */
function stopServer(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGINT')
  })
}
