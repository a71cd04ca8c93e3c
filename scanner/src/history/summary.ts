import { displayPath, pathUri } from '../git/paths'
import type { Notification } from '../sarif/write'
import type { FileState } from './tree-state'

export interface FileCounts {
  read: number
  skipped: { reason: string; count: number }[]
}

/**
 * How many files were read, and why the others were not; most frequent reason first. `more` are
 * reasons of files that are no source.
 */
export function countFiles(files: Iterable<FileState>, more: readonly string[] = []): FileCounts {
  let read = 0
  const reasons = new Map<string, number>()
  const add = (reason: string) => reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  for (const file of files) {
    if (file.class.kind === 'skip') add(file.class.reason)
    else if (file.skip !== undefined)
      add(file.skip.startsWith('unreadable') ? 'unreadable' : file.skip)
    else if (file.class.kind === 'read' && file.class.test) add('test code')
    else read += 1
  }
  for (const reason of more) add(reason)
  const skipped = [...reasons].map(([reason, count]) => ({ reason, count }))
  skipped.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1))
  return { read, skipped }
}

const MAX_NOTIFICATIONS = 1000

/** Parse errors and unreadable or missing files, one notification per file, in path order. */
export function fileNotifications(files: Iterable<FileState>): Notification[] {
  const found: (Notification & { path: string })[] = []
  for (const file of files) {
    const [first] = file.facts?.parseErrors ?? []
    if (first !== undefined) {
      const count = file.facts?.parseErrors.length ?? 0
      const places = count === 1 ? 'one place' : `${count} places`
      const text = `${displayPath(file.path)}: could not be parsed in ${places}; findings outside them stand`
      const { path } = file
      found.push({ path, level: 'warning', text, uri: pathUri(path), line: first.startLine })
    } else if (file.skip !== undefined) {
      const text = skipText(file)
      if (text) found.push({ path: file.path, level: 'warning', text, uri: pathUri(file.path) })
    }
  }
  found.sort((a, b) => (a.path < b.path ? -1 : 1))
  const kept: Notification[] = found.slice(0, MAX_NOTIFICATIONS).map(({ path: _, ...rest }) => rest)
  if (found.length > kept.length) {
    const more = found.length - kept.length
    kept.push({ level: 'warning', text: `${more} more files with parse errors or not readable` })
  }
  return kept
}

function skipText(file: FileState): string | null {
  const path = displayPath(file.path)
  if (file.skip === 'missing') {
    return `${path}: its content is not in this clone (partial clone); run git fetch --refetch, then scan again`
  }
  if (file.skip?.startsWith('unreadable')) return `${path}: ${file.skip}`
  if (file.skip === 'larger than 1 MiB') return `${path}: larger than 1 MiB, not read`
  return file.skip === 'binary' ? `${path}: binary content, not read` : null
}
