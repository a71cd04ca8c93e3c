import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { Problem } from './problem'

/** User and group ids under which Postgres runs. */
export interface PostgresUser {
  uid: number
  gid: number
}

/**
 * PostgreSQL refuses to run as root. As root it gets a user of its own (`postgres` where it exists,
 * else a new system user `plumbline`, else `nobody`); otherwise it runs as the caller (undefined).
 */
export function postgresUser(): PostgresUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const known = lookup('postgres') ?? lookup('plumbline')
  if (known) return known
  const create = ['useradd', '--system', '--no-create-home', '--shell', '/bin/false', 'plumbline']
  const busybox = ['adduser', '-S', '-D', '-H', 'plumbline']
  for (const [command = '', ...args] of [create, busybox]) spawnSync(command, args)
  const user = lookup('plumbline') ?? lookup('nobody')
  if (user) return user
  throw new Problem(
    'Plumbline runs as root, and its database needs another user to run as. ' +
      'Create one (useradd --system plumbline), run Plumbline as an ordinary user, ' +
      'or set DATABASE_URL to a PostgreSQL of yours.',
  )
}

function lookup(name: string): PostgresUser | undefined {
  const file = '/etc/passwd'
  if (!existsSync(file)) return undefined
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((l) => l.startsWith(`${name}:`))
  if (!line) return undefined
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

/** The first folder on the way to `target` that `user` may not enter, or undefined. */
export function closedFolder(target: string, user: PostgresUser): string | undefined {
  const parts = path.resolve(target).split(path.sep)
  for (let n = 1; n < parts.length; n++) {
    const folder = parts.slice(0, n + 1).join(path.sep)
    if (!existsSync(folder)) return undefined
    const { mode, uid, gid } = statSync(folder)
    const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & enter) === 0) return folder
  }
  return undefined
}
