import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { repositoryNames } from './names'
import { Problem } from './problem'

/** A repository to scan, as far as a first look goes; the scanner looks closer. */
export interface Repository {
  path: string
  /** Name to give it; undefined where its remote names it. */
  name?: string
  /** What to call it on the screen. */
  label: string
}

/** An address with a host, which names the repository; a folder of this machine does not. */
const REMOTE = /^(?!file:)[a-z][a-z0-9+.-]*:\/\/[^/]|^[^/:]+:(?!\/\/)./i

/** Sorts out what cannot be scanned at all, before the long steps; `refuse` gets a message for each. */
export function findRepositories(
  paths: readonly string[],
  home: string,
  refuse: (message: string) => void,
): Repository[] {
  if (paths.length === 0) return []
  if (spawnSync('git', ['--version']).status !== 0) {
    throw new Problem(
      'git is not installed, or not on the PATH. Plumbline reads repositories with it.',
    )
  }
  const tops = new Map<string, { remote: boolean }>()
  for (const at of paths) {
    const trouble = troubleWith(at)
    if (trouble) {
      refuse(trouble)
      continue
    }
    const top = ask(at, 'rev-parse', '--show-toplevel') || at
    tops.set(top, { remote: REMOTE.test(ask(at, 'config', '--get', 'remote.origin.url')) })
  }
  const unnamed = [...tops].filter(([, { remote }]) => !remote).map(([top]) => top)
  const names = repositoryNames(home, unnamed)
  return [...tops].map(([top, { remote }]) => {
    const name = remote ? undefined : names.get(top)
    return { path: top, name, label: name ?? path.basename(top) }
  })
}

function troubleWith(at: string): string | undefined {
  if (!existsSync(at)) return `${at} does not exist.`
  if (!statSync(at).isDirectory()) return `${at} is a file. Give the folder of a git repository.`
  const { status, stderr } = git(at, 'rev-parse', '--git-dir')
  if (status !== 0 && /not a git repository/i.test(stderr)) {
    return `${at} is not a git repository. Give the folder of a clone, or run git init and commit there first.`
  }
  return undefined
}

function ask(at: string, ...args: string[]): string {
  const { status, stdout } = git(at, ...args)
  return status === 0 ? stdout.trim() : ''
}

function git(at: string, ...args: string[]) {
  const env = { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' }
  return spawnSync('git', ['-c', 'safe.directory=*', '-C', at, ...args], { encoding: 'utf8', env })
}
