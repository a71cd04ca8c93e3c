/**
 * For each commit the scanned commit that first contains it, as an index into `scanned` (oldest
 * first). `commits` are those of one log; what the oldest scanned commit holds is not among them.
 */
export function assignWeeks(
  commits: readonly { hash: string; parents: readonly string[] }[],
  scanned: readonly string[],
): Map<string, number> {
  const parents = new Map(commits.map((commit) => [commit.hash, commit.parents]))
  const weeks = new Map<string, number>()
  for (const [week, tip] of scanned.entries()) {
    const open = [tip]
    for (let hash = open.pop(); hash !== undefined; hash = open.pop()) {
      const next = parents.get(hash)
      if (next === undefined || weeks.has(hash)) continue
      weeks.set(hash, week)
      open.push(...next)
    }
  }
  return weeks
}
