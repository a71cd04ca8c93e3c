import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { PostgresUser } from './postgres-user'
import { Problem } from './problem'

/** Environment of PostgreSQL's programs: nothing of the caller's settings reaches them. */
export function postgresEnv(runtime: string): NodeJS.ProcessEnv {
  const { PATH } = process.env
  return { PATH, LD_LIBRARY_PATH: path.join(runtime, 'lib'), TZ: 'UTC', NODE_ENV: 'production' }
}

/** Makes the cluster under `home` the first time; returns the password of its user `plumbline`. */
export function ensureCluster(runtime: string, home: string, user?: PostgresUser): string {
  const data = path.join(home, 'postgres')
  const secret = path.join(home, 'postgres-password')
  if (existsSync(data)) {
    checkVersion(runtime, data)
    if (existsSync(secret)) return readFileSync(secret, 'utf8').trim()
    throw new Problem(
      `${data} holds a database, but its password in ${secret} is gone. Put that file back, or set PLUMBLINE_HOME to another folder to begin anew.`,
    )
  }
  const password = randomBytes(18).toString('base64url')
  writeFileSync(secret, password, { mode: 0o600 })
  const staged = `${data}.new`
  try {
    initdb(runtime, staged, password, user)
    // Only a complete cluster ever gets the name.
    renameSync(staged, data)
  } finally {
    rmSync(staged, { recursive: true, force: true })
  }
  return password
}

function initdb(runtime: string, folder: string, password: string, user?: PostgresUser): void {
  const home = path.dirname(folder)
  const pwfile = `${folder}.pw`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { mode: 0o700 })
  writeFileSync(pwfile, password, { mode: 0o600 })
  if (user) for (const p of [folder, pwfile]) chownSync(p, user.uid, user.gid)
  const args = ['-D', folder, '-U', 'plumbline', `--pwfile=${pwfile}`, '-A', 'scram-sha-256']
  const run = spawnSync(
    path.join(runtime, 'bin/initdb'),
    [...args, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { cwd: home, encoding: 'utf8', ...user, env: postgresEnv(runtime) },
  )
  rmSync(pwfile, { force: true })
  if (run.status === 0) return
  const log = run.stderr || String(run.error ?? run.signal)
  if (/No space left on device/.test(log)) {
    throw Object.assign(new Error(log), { code: 'ENOSPC', path: home })
  }
  throw new Problem(`The embedded database could not be made in ${home}:\n${log}`)
}

function checkVersion(runtime: string, data: string): void {
  const file = path.join(data, 'PG_VERSION')
  if (!existsSync(file)) {
    throw new Problem(
      `${data} exists and is no database. Remove it, or set PLUMBLINE_HOME to another folder.`,
    )
  }
  const made = readFileSync(file, 'utf8').trim()
  const have = /postgres-(\d+)/.exec(runtime)?.[1]
  if (made === have) return
  throw new Problem(
    `The database in ${data} was made by PostgreSQL ${made}, and this Plumbline brings ${have}. Start it with the Plumbline that made it, or set PLUMBLINE_HOME to another folder and scan again.`,
  )
}
