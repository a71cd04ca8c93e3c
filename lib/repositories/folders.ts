import { measureOf } from '@/lib/trends/measures'
import type { Counts, FolderRow } from './types'

/** Folders that are sent to a page; the largest ones and their parents. */
const ROWS = 300

export const noCounts = (): Counts => ({
  'unowned-decisions': 0,
  'duplicated-retries': 0,
  'flagged-patterns': 0,
})

export const totalOf = (counts: Counts): number =>
  counts['unowned-decisions'] + counts['duplicated-retries'] + counts['flagged-patterns']

interface Raw {
  folder: string
  kind: string
  count: number
}

/** Folders as a tree in reading order, each with all that is beneath it; the largest first. */
export function folderRows(raw: readonly Raw[]): {
  rows: FolderRow[]
  files: number
  shown: number
} {
  const sums = new Map<string, Counts>()
  for (const { folder, kind, count } of raw) {
    const measure = measureOf(kind)
    if (!measure) continue
    const parts = folder === '' ? [''] : folder.split('/')
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const path = parts.slice(0, depth).join('/')
      const counts = sums.get(path) ?? noCounts()
      counts[measure] += count
      sums.set(path, counts)
    }
  }
  const kept = new Set(
    [...sums]
      .sort(([a, x], [b, y]) => totalOf(y) - totalOf(x) || a.length - b.length || (a < b ? -1 : 1))
      .slice(0, ROWS)
      .map(([path]) => path),
  )
  const rows: FolderRow[] = []
  const visit = (parent: string | null) => {
    const depth = parent === null ? 0 : parent.split('/').length
    const children = [...kept].filter((path) => parentOf(path) === parent)
    for (const path of children) {
      rows.push({ path, depth, counts: sums.get(path) ?? noCounts() })
      visit(path)
    }
  }
  visit(null)
  return { rows, files: sums.size, shown: rows.length }
}

function parentOf(path: string): string | null {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? null : path.slice(0, slash)
}
