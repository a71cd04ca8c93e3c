import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A second reading of CODEOWNERS for tests, written from the documentation alone and in another
 * way: GitHub's patterns are judged by git itself, one rule at a time; GitLab's by a regular
 * expression built character by character. It shares no code with the first.
 */
export type Reading = Map<string, string[]>

/** GitHub: last matching line; lines with `!`, `[ ]`, `\#` or a word that is no owner are skipped. */
export function readingByGit(text: string, paths: readonly string[]): Reading {
  const rules: { pattern: string; names: string[] }[] = []
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [, pattern = '', rest = ''] = /^((?:\\.|[^\s\\])+)(.*)$/.exec(line) ?? []
    const names = rest.replace(/#.*/, '').match(/\S+/g) ?? []
    const unescaped = pattern.replace(/\\./g, '')
    if (/^!|[[\]]/.test(unescaped) || pattern.startsWith('\\#') || pattern === '/') continue
    if (names.every((name) => name.includes('@'))) rules.push({ pattern, names })
  }
  const owners: Reading = new Map(paths.map((path) => [path, []]))
  const matched = matchedByGit(
    rules.map((rule) => rule.pattern),
    paths,
  )
  for (const [i, { names }] of rules.entries()) {
    for (const path of matched[i] ?? []) owners.set(path, names)
  }
  return owners
}

/**
 * Which paths each pattern matches, as git ignores them, but `dir/*` only right in the directory.
 * Each pattern is the ignore file of a directory of its own, so that one call judges them all.
 */
export function matchedByGit(patterns: readonly string[], paths: readonly string[]): Set<string>[] {
  const cwd = mkdtempSync(join(tmpdir(), 'codeowners-'))
  try {
    execFileSync('git', ['init', '-q'], { cwd })
    for (const [i, pattern] of patterns.entries()) {
      const shallow = pattern.endsWith('/*') ? `!${pattern}/\n` : ''
      mkdirSync(join(cwd, String(i)))
      writeFileSync(join(cwd, String(i), '.gitignore'), `${pattern}\n${shallow}`)
    }
    const asked = patterns.flatMap((_, i) => paths.map((path) => `${i}/${path}`))
    const matched = patterns.map(() => new Set<string>())
    for (const hit of ignored(cwd, asked)) {
      const slash = hit.indexOf('/')
      matched[Number(hit.slice(0, slash))]?.add(hit.slice(slash + 1))
    }
    return matched
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

function ignored(cwd: string, paths: readonly string[]): string[] {
  const args = ['-c', 'core.ignoreCase=false', 'check-ignore', '--no-index', '--stdin', '-z']
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd,
    input: paths.join('\0'),
    maxBuffer: 1 << 30,
  })
  // git says 1 when nothing is ignored.
  if (status !== 0 && status !== 1) throw new Error(stderr.toString())
  return stdout.toString().split('\0').filter(Boolean)
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
