/** Paths nobody owns, as few groups as their directories allow. */
export interface UnownedGroup {
  /** `src/pay/`, or an empty string for the root. */
  directory: string
  /** Nothing below it has an owner; otherwise the paths lie right in it, next to owned ones. */
  whole: boolean
  paths: number
  /** Of these, how many a rule took owners away from on purpose. */
  deliberate: number
  examples: string[]
}

const EXAMPLES = 5

/**
 * Groups unowned paths under the highest directory that is unowned altogether; one that lies next
 * to owned paths is grouped with its siblings. Largest group first.
 */
export function groupUnowned(
  unowned: readonly { path: string; deliberate: boolean }[],
  all: readonly string[],
): UnownedGroup[] {
  if (unowned.length === 0) return []
  const total = countBelow(all)
  const without = countBelow(unowned.map((u) => u.path))
  const groups = new Map<string, UnownedGroup>()
  for (const { path, deliberate } of unowned) {
    const directories = directoriesOf(path)
    const top = directories.find((d) => without.get(d) === total.get(d))
    const directory = top ?? directories.at(-1) ?? ''
    let group = groups.get(directory)
    if (!group) {
      const whole = top !== undefined
      group = { directory, whole, paths: 0, deliberate: 0, examples: [] }
      groups.set(directory, group)
    }
    group.paths++
    if (deliberate) group.deliberate++
    if (group.examples.length < EXAMPLES) group.examples.push(path)
  }
  return [...groups.values()].sort(
    (a, b) => b.paths - a.paths || (a.directory < b.directory ? -1 : 1),
  )
}

function countBelow(paths: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const path of paths) {
    for (const directory of directoriesOf(path)) {
      counts.set(directory, (counts.get(directory) ?? 0) + 1)
    }
  }
  return counts
}

/** The root first, the directory it lies in last. */
function directoriesOf(path: string): string[] {
  const directories = ['']
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    directories.push(path.slice(0, at + 1))
  }
  return directories
}
