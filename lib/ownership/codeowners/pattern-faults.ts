import type { Diagnostic, Dialect } from './types'

export type Fault = Omit<Diagnostic, 'line'>

/**
 * What makes GitHub refuse a pattern, and with it the line ("that line will be skipped").
 * "There are some syntax rules for gitignore files that do not work in CODEOWNERS files": `\#` at
 * the start, `!`, `[ ]` (About code owners). That `[` and `]` are allowed when escaped is what
 * GitHub's own error says: "both `[` and `]` must be escaped with a `\`".
 */
export function githubFault(pattern: string): Fault | null {
  if (pattern.startsWith('!')) {
    return error(
      'negation',
      'GitHub does not know `!`: the line is skipped.',
      'To take owners away, name the path without owners on a later line.',
    )
  }
  if (pattern.startsWith('\\#')) {
    return error(
      'escaped-hash',
      'GitHub does not know `\\#` at the start of a line: the line is skipped.',
      'Write `/#name` or `?name` instead.',
    )
  }
  if (/(?<!\\)(?:\\\\)*[[\]]/.test(pattern)) {
    return error(
      'brackets',
      'GitHub does not know `[ ]`: the line is skipped.',
      'Escape both brackets with a backslash to mean the characters, or use `?` or `*`.',
    )
  }
  if (pattern === '/') {
    return error('never-matches', '`/` matches nothing on GitHub.', 'Did you mean `*`?')
  }
  if (pattern.includes('***')) {
    return error('stars', 'Three stars in a row mean nothing.', 'Write `*` or `**`.')
  }
  return null
}

/** Understood, but no path can ever look like this. */
export function neverMatches(pattern: string, dialect: Dialect): Fault | null {
  const names = pattern.split('/')
  if (names.some((name) => name === '.' || name === '..')) {
    return error(
      'never-matches',
      'Patterns are compared with paths from the root, in which no `.` or `..` stands.',
      'Leave the `./` out.',
    )
  }
  if (names.slice(1, -1).includes('')) {
    return error('never-matches', 'No path has two slashes in a row.', 'Write one.')
  }
  if (/(?<!\\)(?:\\\\)*\\$/.test(pattern)) {
    return error(
      'trailing-backslash',
      'A backslash at the end escapes nothing.',
      dialect === 'github' ? 'Use `/` between names.' : 'Use `/` between names, or remove it.',
    )
  }
  return null
}

/**
 * Understood, but a `**` in it does less than it looks. gitignore: "other consecutive asterisks
 * are considered regular asterisks"; fnmatch knows `**` only before a slash.
 */
export function weakStars(pattern: string, dialect: Dialect): Fault | null {
  const names = pattern.split('/')
  const inside = names.some((name) => name !== '**' && name.includes('**'))
  const atEnd = dialect === 'gitlab' && names.length > 1 && names.at(-1) === '**'
  if (!inside && !atEnd) return null
  return {
    severity: 'warning',
    code: 'weak-stars',
    message: atEnd
      ? 'On GitLab `**` at the end does not go into directories.'
      : '`**` counts only between slashes; next to other characters it is a plain `*`.',
    advice: atEnd ? 'End the pattern with a slash instead.' : 'Write `**/` or a single `*`.',
  }
}

function error(code: string, message: string, advice: string): Fault {
  return { severity: 'error', code, message, advice }
}
