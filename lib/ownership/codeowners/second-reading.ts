import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A second reading of CODEOWNERS for tests, written from the documentation alone and in another
 * way: GitHub's patterns are judged by git itself, one ignore file per rule; GitLab's by a regular
 * expression built character by character. It shares no code with the first.
 */
export type Reading = Map<string, string[]>

/** GitHub: last matching line; lines with `!`, `[ ]`, `\#` or a word that is no owner are skipped. */
export function readingByGit(text: string, paths: readonly string[]): Reading {
  const owners: Reading = new Map(paths.map((path) => [path, []]))
  inRepository((git) => {
    for (const raw of text.split(/\r?\n/)) {
      const line = raw.trim()
      if (line === '' || line.startsWith('#')) continue
      const [, pattern = '', rest = ''] = /^((?:\\.|[^\s\\])+)(.*)$/.exec(line) ?? []
      const names = rest.replace(/#.*/, '').match(/\S+/g) ?? []
      const unescaped = pattern.replace(/\\./g, '')
      if (/^!|[[\]]/.test(unescaped) || pattern.startsWith('\\#') || pattern === '/') continue
      if (names.some((name) => !name.includes('@'))) continue
      for (const path of git(pattern, paths)) owners.set(path, names)
    }
  })
  return owners
}

/** Which paths one pattern matches, as git ignores them, but `dir/*` only right in the directory. */
export function matchedByGit(pattern: string, paths: readonly string[]): Set<string> {
  let matched = new Set<string>()
  inRepository((git) => {
    matched = git(pattern, paths)
  })
  return matched
}

type Git = (pattern: string, paths: readonly string[]) => Set<string>

function inRepository(work: (git: Git) => void): void {
  const cwd = mkdtempSync(join(tmpdir(), 'codeowners-'))
  try {
    execFileSync('git', ['init', '-q'], { cwd })
    work((pattern, paths) => {
      const shallow = pattern.endsWith('/*') ? `!${pattern}/\n` : ''
      writeFileSync(join(cwd, '.gitignore'), `${pattern}\n${shallow}`)
      try {
        const args = ['-c', 'core.ignoreCase=false', 'check-ignore', '--no-index', '--stdin', '-z']
        const output = execFileSync('git', args, { cwd, input: paths.join('\0') })
        return new Set(output.toString().split('\0').filter(Boolean))
      } catch (error) {
        // git says 1 when nothing is ignored.
        if (error instanceof Error && 'status' in error && error.status === 1) return new Set()
        throw error
      }
    })
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

/** GitLab: per section the last matching line, nothing where an exclusion matches; all together. */
export function readingByRegex(text: string, paths: readonly string[]): Reading {
  const sections = new Map<string, { regex: RegExp; owners: string[] | 'excluded' }[]>()
  let section = ''
  let defaults: string[] = []
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const heading = /^\^?\[([^\]]*)\](?:\[\d*\])?(.*)$/.exec(line)
    if (heading) {
      section = (heading[1] ?? '').toLowerCase().trim()
      defaults = references(heading[2] ?? '')
      continue
    }
    const [, pattern = '', rest = ''] = /^((?:\\.|[^\s\\])+)(.*)$/.exec(line) ?? []
    const excluded = pattern.startsWith('!')
    const owners = rest.trim() === '' ? defaults : references(rest)
    const rules = sections.get(section) ?? []
    rules.push({
      regex: fnmatch(excluded ? pattern.slice(1) : pattern),
      owners: excluded ? 'excluded' : owners,
    })
    sections.set(section, rules)
  }
  return new Map(
    paths.map((path) => {
      const owners = new Set<string>()
      for (const rules of sections.values()) {
        const hits = rules.filter((rule) => rule.regex.test(`/${path}`)).map((rule) => rule.owners)
        const last = hits.at(-1)
        if (hits.includes('excluded') || last === undefined || last === 'excluded') continue
        for (const owner of last) owners.add(owner)
      }
      return [path, [...owners]]
    }),
  )
}

function references(text: string): string[] {
  return (text.match(/\S+/g) ?? []).filter((word) => /^@|\w@\w/.test(word))
}

/** GitLab's own preparation of a pattern, then fnmatch with FNM_PATHNAME and FNM_DOTMATCH. */
function fnmatch(pattern: string): RegExp {
  let p = pattern === '*' ? '/**/*' : pattern.replace(/^\\#/, '#').replace(/\\\s+/g, ' ')
  if (!p.startsWith('/')) p = `/**/${p}`
  if (p.endsWith('/')) p = `${p}**/*`
  let regex = ''
  for (let i = 0; i < p.length; i++) {
    const c = p.charAt(i)
    const set = /^\[([!^]?)((?:\\.|[^\]\\/])+)\]/.exec(p.slice(i))
    if (p.startsWith('**/', i) && p[i - 1] === '/') {
      regex += '(?:[^/]+/)*'
      i += 2
    } else if (c === '*') regex += p[i - 1] === '*' ? '' : '[^/]*'
    else if (c === '?') regex += '[^/]'
    else if (c === '[' && set) {
      regex += `(?!/)[${set[1] ? '^' : ''}${(set[2] ?? '').replace(/[[^]/g, '\\$&')}]`
      i += set[0].length - 1
    } else if (c === '[') return /(?!)/
    else regex += quote(c === '\\' ? p.charAt(++i) : c)
  }
  return new RegExp(`^${regex}$`, 'u')
}

function quote(c: string): string {
  return c.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
}
