import type { Form, Link } from './matching'

interface Sides {
  gone: readonly Form[]
  appeared: readonly Form[]
}

/** A folder that became another is proved by a link, or by so many of its files. */
const FILES_THAT_PROVE = 3
/** So many pairs of one content and file name are everywhere, and prove nothing. */
const MOST_PAIRS = 10_000

/**
 * Old path → new path, one to one, at one scan. A file is renamed where its links agree on one
 * partner. Else it moved with its folder: where a link, or three files that kept their names and
 * a finding's content, lead from that folder to another, and under the new one something appeared
 * at the path that the old one makes there. Of several such paths the one counts to whose folder
 * most files lead. `open` is what no link has yet.
 */
export function renames(links: readonly Link[], all: Sides, open: Sides): Map<string, string> {
  const linked = linkedPaths(links, all)
  const files = linked.map(([from, to]) => ({ from, to, by: 1 }))
  const result = new Map(mutual(files).map(({ from, to }) => [from, to]))
  const taken = new Set(result.values())
  const folders = provenFolders(linked, open)
  const appeared = new Set(open.appeared.map(({ path }) => path))
  const moves = [...new Set(open.gone.map(({ path }) => path))].flatMap((from) =>
    result.has(from)
      ? []
      : placesOf(from, folders).filter(({ to }) => appeared.has(to) && !taken.has(to)),
  )
  for (const { from, to } of mutual(moves)) result.set(from, to)
  return result
}

/** Paths that each link leads from and to, where they differ. */
function linkedPaths(links: readonly Link[], { gone, appeared }: Sides): [string, string][] {
  const goneAt = new Map(gone.map((f) => [f.id, f.path]))
  const appearedAt = new Map(appeared.map((f) => [f.id, f.path]))
  return links.flatMap((link) => {
    const [from, to] = [goneAt.get(link.from), appearedAt.get(link.to)]
    return from === undefined || to === undefined || from === to ? [] : [[from, to]]
  })
}

interface Move {
  from: string
  to: string
  /** So many files speak for it. */
  by: number
}

/** Old folder → the new ones that are proved; folders end with a slash, the root is empty. */
function provenFolders(linked: readonly [string, string][], open: Sides): Map<string, Move[]> {
  const told = new Map<string, { move: Move; files: Set<string>; linked: boolean }>()
  const tell = (paths: readonly [string, string][], isLink: boolean) => {
    for (const [from, to] of paths) {
      const folder = folderMove(from, to)
      if (!folder) continue
      const key = JSON.stringify(folder)
      const one = told.get(key) ?? { move: { ...folder, by: 0 }, files: new Set(), linked: false }
      told.set(key, one)
      one.files.add(from)
      one.move.by = one.files.size
      one.linked ||= isLink
    }
  }
  tell(linked, true)
  tell(alikePaths(open), false)
  const proven = new Map<string, Move[]>()
  for (const one of told.values()) {
    if (!one.linked && one.files.size < FILES_THAT_PROVE) continue
    proven.set(one.move.from, [...(proven.get(one.move.from) ?? []), one.move])
  }
  return proven
}

/** Paths of one file name where the same content of a rule went and came. */
function alikePaths({ gone, appeared }: Sides): [string, string][] {
  const keyOf = (f: Form) =>
    f.content === null ? null : JSON.stringify([f.ruleId, f.content, nameOf(f.path)])
  const sides = new Map<string, { from: Set<string>; to: Set<string> }>()
  const put = (form: Form, side: 'from' | 'to') => {
    const key = keyOf(form)
    if (key === null) return
    const paths = sides.get(key) ?? { from: new Set(), to: new Set() }
    sides.set(key, paths)
    paths[side].add(form.path)
  }
  for (const form of gone) put(form, 'from')
  for (const form of appeared) put(form, 'to')
  return [...sides.values()].flatMap(({ from, to }) =>
    from.size * to.size > MOST_PAIRS
      ? []
      : [...from].flatMap((a) =>
          [...to].flatMap((b): [string, string][] => (a === b ? [] : [[a, b]])),
        ),
  )
}

/** The folders that differ before the segments that both paths end with; null for another name. */
function folderMove(from: string, to: string): { from: string; to: string } | null {
  const [a, b] = [from.split('/'), to.split('/')]
  const least = Math.min(a.length, b.length)
  let same = 0
  while (same < least && a.at(-1 - same) === b.at(-1 - same)) same += 1
  if (same === 0) return null
  const folder = (segments: string[]) =>
    segments
      .slice(0, segments.length - same)
      .map((one) => `${one}/`)
      .join('')
  return { from: folder(a), to: folder(b) }
}

/** Where a path would be, had it moved with one of the folders around it. */
function placesOf(from: string, folders: ReadonlyMap<string, readonly Move[]>): Move[] {
  const places: Move[] = []
  for (let end = from.lastIndexOf('/') + 1; ; end = from.lastIndexOf('/', end - 2) + 1) {
    for (const { to, by } of folders.get(from.slice(0, end)) ?? []) {
      places.push({ from, to: to + from.slice(end), by })
    }
    if (end === 0) return places
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Those for which at either end more speaks than for any other. */
function mutual(moves: readonly Move[]): Move[] {
  const distinct = new Map<string, Move>()
  for (const move of moves) {
    const key = JSON.stringify([move.from, move.to])
    if (move.by > (distinct.get(key)?.by ?? 0)) distinct.set(key, move)
  }
  const best = (end: 'from' | 'to') => {
    const most = new Map<string, Move | null>()
    for (const move of [...distinct.values()].sort((a, b) => b.by - a.by)) {
      const before = most.get(move[end])
      if (before === undefined) most.set(move[end], move)
      else if (before?.by === move.by) most.set(move[end], null)
    }
    return new Set([...most.values()].filter((move) => move !== null))
  }
  const back = best('to')
  return [...best('from')].filter((move) => back.has(move))
}
