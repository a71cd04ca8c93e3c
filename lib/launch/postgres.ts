import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from './ports'
import { ensureCluster } from './postgres-cluster'
import { postgresRuntime } from './postgres-runtime'
import { leftOver, type Server, spawnServer, waitUntilUp } from './postgres-server'
import { closedFolder, postgresUser } from './postgres-user'
import { Problem } from './problem'

/** A PostgreSQL that is up. `url(database)` connects to one of its databases. */
export interface EmbeddedPostgres {
  url(database: string): string
  /** It was running already; somebody else may be using it. */
  joined: boolean
  stop(): Promise<void>
  /** Ends it at once; it recovers at its next start. */
  kill(): void
}

export interface PostgresOptions {
  /** False: it does not wait for the disk (tests). */
  durable?: boolean
  /** Told when it died and is started again, or cannot be. */
  onTrouble?(message: string): void
}

const RESTARTS = 5

/**
 * Brings up the embedded PostgreSQL under `home`, making its cluster the first time.
 * One that a killed start left running is used as it is. While it is wanted, one that dies is
 * started again on the same port. The caller must be alone on `home`.
 */
export async function startPostgres(
  home: string,
  { durable = true, onTrouble }: PostgresOptions = {},
): Promise<EmbeddedPostgres> {
  openFolder(home)
  const user = postgresUser()
  const closed = user && closedFolder(home, user)
  if (closed) {
    throw new Problem(
      `The embedded database runs as another user than root, who may not enter ${closed}. Set PLUMBLINE_HOME to a folder that others may enter, such as /var/lib/plumbline.`,
    )
  }
  const runtime = postgresRuntime(home)
  const password = ensureCluster(runtime, home, user)
  const data = path.join(home, 'postgres')
  let wanted = true
  let restarts = 0
  const spawnOn = (port: number): Server =>
    spawnServer({ runtime, data, port, durable, user, onExit: (log) => void died(port, log) })
  const running = leftOver(data)
  let server = running ?? spawnOn(await freePort())
  const { port } = server
  const url = (database: string) =>
    `postgresql://plumbline:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`

  let up = false
  async function died(port: number, log: string): Promise<void> {
    if (!wanted || !up) return
    if (restarts >= RESTARTS) {
      onTrouble?.(`The embedded database keeps stopping:\n${log}`)
      return
    }
    restarts += 1
    onTrouble?.(
      'The embedded database stopped; starting it again. Nothing that was taken in is lost.',
    )
    await pause(500 * restarts)
    if (wanted) server = spawnOn(port)
  }

  try {
    await waitUntilUp(url('postgres'), server)
  } catch (error) {
    wanted = false
    await server.stop()
    throw error
  }
  up = true
  return {
    url,
    joined: running !== undefined,
    stop: async () => {
      wanted = false
      await server.stop()
    },
    kill: () => server.kill(),
  }
}

/** Makes `folder`; what is made can be entered by the database's user, whatever the umask. */
function openFolder(folder: string): void {
  if (existsSync(folder)) return
  openFolder(path.dirname(folder))
  mkdirSync(folder)
  chmodSync(folder, 0o755)
}
