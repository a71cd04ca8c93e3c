import { baseOf, type Service } from './types'

/** A folder that something declares as a part of its own. */
export interface Member {
  folder: string
  source: string
}

const depthOf = (folder: string) => folder.split('/').length

/** Services of these folders, the first word on each; a folder inside another comes first, so it wins. */
export function asServices(found: readonly Member[]): Service[] {
  const members = new Map<string, Member>()
  for (const one of found) if (!members.has(one.folder)) members.set(one.folder, one)
  const folders = [...members.values()].sort(
    (a, b) => depthOf(b.folder) - depthOf(a.folder) || (a.folder < b.folder ? -1 : 1),
  )
  return folders.map(({ folder, source }) => ({
    name: uniqueName(folder, folders),
    paths: [`${folder}/**`],
    source,
  }))
}

/**
 * Last segment of the folder, or the whole path where another that is no deeper has the same: a
 * package that comes further down renames no service.
 */
function uniqueName(folder: string, all: readonly Member[]): string {
  const last = baseOf(folder)
  const shared = (other: string) =>
    other !== folder && baseOf(other) === last && depthOf(other) <= depthOf(folder)
  return all.some((other) => shared(other.folder)) ? folder : last
}
