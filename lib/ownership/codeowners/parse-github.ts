import { readGlob } from './glob'
import { excerpt, splitLine } from './lines'
import { readOwners } from './owners'
import { githubFault, neverMatches, weakStars } from './pattern-faults'
import type { CodeownersFile } from './types'

/**
 * One line on GitHub: a pattern and its owners, none of which un-owns. "If any line in your
 * CODEOWNERS file contains invalid syntax, that line will be skipped": the whole of it, also when
 * only one owner is misspelt (GitHub reports `* user` as "Invalid owner").
 */
export function readGithubLine(file: CodeownersFile, text: string, line: number): void {
  const { pattern, rest } = splitLine(text)
  const fault = githubFault(pattern) ?? neverMatches(pattern, 'github')
  if (fault) {
    file.diagnostics.push({ line, ...fault })
    return
  }
  const { owners, malformed } = readOwners(rest, 'github')
  if (malformed.length > 0) {
    const which = malformed.map((word) => `\`${excerpt(word)}\``).join(', ')
    file.diagnostics.push({
      line,
      severity: 'error',
      code: 'malformed-owner',
      message: `${which} names no owner: the line is skipped.`,
      advice:
        'Write owners as @user, @org/team or an e-mail address; ' +
        'escape spaces in the path with a backslash.',
    })
    return
  }
  const warning = weakStars(pattern, 'github')
  if (warning) file.diagnostics.push({ line, ...warning })
  file.rules.push({
    index: file.rules.length,
    line,
    pattern,
    glob: readGlob(pattern, 'github'),
    owners,
    section: 0,
    exclusion: false,
    ownersFrom: 'line',
  })
}
