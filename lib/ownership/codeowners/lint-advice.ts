import type { Glob } from './glob'
import type { Dialect, Rule } from './types'

/** What to tell the author of a rule that matches none of the paths known, those with findings. */
export function deadAdvice(
  dialect: Dialect,
  dead: readonly Rule[],
  paths: readonly string[],
): (rule: Rule) => string {
  if (dead.length === 0) return () => ''
  const places = new Map<string, string>()
  const directories = new Set<string>()
  for (const path of paths) {
    places.set(path.toLowerCase(), path)
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const directory = path.slice(0, end)
      if (directories.has(directory)) break
      directories.add(directory)
      places.set(directory.toLowerCase(), directory)
    }
  }
  return (rule) => {
    const literal = literalPath(rule.glob)
    if (literal === null) return 'Remove it, or correct the pattern.'
    if (dialect === 'gitlab' && rule.glob.tail === 'here' && directories.has(literal)) {
      return `${literal} is a directory: GitLab wants a slash at the end.`
    }
    if (
      rule.glob.tail === 'below' &&
      places.has(literal.toLowerCase()) &&
      !directories.has(literal)
    ) {
      const there = places.get(literal.toLowerCase())
      if (there === literal) return `${literal} is a file: leave out the slash at the end.`
    }
    const near = places.get(literal.toLowerCase())
    if (near !== undefined && near !== literal) return `Case counts: did you mean ${near}?`
    return 'No path with findings is there. Remove it if there is none at all.'
  }
}

/** The path a pattern spells out from the root, if it does. */
function literalPath(glob: Glob): string | null {
  const names: string[] = []
  for (const [i, segment] of glob.segments.entries()) {
    if (segment.kind === 'deep' && i === 0) continue
    if (segment.kind !== 'literal') return null
    names.push(segment.text)
  }
  return names.length > 0 ? names.join('/') : null
}
