import type { Coverage } from '@/lib/presence/coverage'
import type { ScanContent } from './content'

/** Runs of one tool and category over one commit are one scan (some tools write a run per file). */
export function mergeScans(scans: readonly ScanContent[]): ScanContent[] {
  const merged = new Map<string, ScanContent>()
  for (const scan of scans) {
    const { repository, branch, commit, tool, category } = scan
    const key = JSON.stringify([repository.name, branch, commit, tool, category])
    const known = merged.get(key)
    merged.set(key, known ? merge(known, scan) : scan)
  }
  return [...merged.values()]
}

function merge(a: ScanContent, b: ScanContent): ScanContent {
  // What a run says of a rule stands over its mere name in another.
  const said = [...b.rules, ...a.rules].sort(
    (x, y) => Number(y.undescribed ?? false) - Number(x.undescribed ?? false),
  )
  const rules = new Map(said.map((rule) => [rule.ruleKey, rule]))
  const commits = new Map([...b.commits, ...a.commits].map((commit) => [commit.sha, commit]))
  return {
    ...b,
    ...a,
    startedAt: earliestOfBoth(a.startedAt, b.startedAt),
    ranAt: latest(a.ranAt, b.ranAt),
    holdsThrough: latest(a.holdsThrough, b.holdsThrough),
    toolVersion: a.toolVersion ?? b.toolVersion,
    succeeded: a.succeeded && b.succeeded,
    coverage: mergeCoverage(a.coverage, b.coverage),
    rules: [...rules.values()],
    observations: [...a.observations, ...b.observations],
    services: a.services ?? b.services,
    documents: a.documents ?? b.documents,
    tags: a.tags ?? b.tags,
    writers: a.writers ?? b.writers,
    commits: [...commits.values()],
    notifications: [...a.notifications, ...b.notifications],
    files: a.files ?? b.files,
  }
}

/** What both together can speak for; never more than either said. */
function mergeCoverage(a: Coverage, b: Coverage): Coverage {
  if (a.extent === 'seen' || b.extent === 'seen') return { extent: 'seen' }
  const rules = a.rules && b.rules && [...new Set([...a.rules, ...b.rules])]
  if (a.extent === 'full' && b.extent === 'full') return { extent: 'full', rules }
  const sameRules = JSON.stringify(a.rules?.toSorted()) === JSON.stringify(b.rules?.toSorted())
  // Rules covered here and paths covered there cannot be said in one coverage.
  if (!sameRules) return { extent: 'seen' }
  if (a.extent === 'full' || b.extent === 'full') return { extent: 'full', rules }
  return { extent: 'paths', paths: [...new Set([...a.paths, ...b.paths])], rules }
}

function latest(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b)
}

function earliestOfBoth(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : Math.min(a, b)
}
