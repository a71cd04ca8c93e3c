import { asArray, asIndex, asObject, type JsonObject } from './access'
import type { WritersContent } from './content'
import { limits } from './limits'
import type { ReadLog } from './read-log'

const MOST_WEEKS = 520
const MOST_COMMITS = 0x7fffffff

/** Who wrote most of which file, each path once; what is more than the limit is said. */
export function writersOf(bag: JsonObject, log: ReadLog, at: string): WritersContent | undefined {
  if (bag.writers === undefined) return undefined
  const said = asObject(bag.writers)
  const weeks = asIndex(said?.weeks)
  if (!said || !Array.isArray(said.files) || !weeks || weeks > MOST_WEEKS) {
    log.warn(
      `writers of files without a list, or without a number of weeks from 1 to ${MOST_WEEKS}, were left out`,
      `${at}/writers`,
    )
    return undefined
  }
  const files = new Map<string, WritersContent['files'][number]>()
  for (const [i, entry] of asArray(said.files).entries()) {
    const pointer = `${at}/writers/files/${i}`
    if (files.size >= limits.writers) {
      log.warn(`of the writers of files the first ${limits.writers} were kept`, pointer)
      break
    }
    const file = asObject(entry)
    const path = log.name(file?.path, pointer, limits.pathLength)
    const author = log.name(file?.author, pointer)
    const of = asIndex(file?.of)
    const commits = asIndex(file?.commits)
    const counted = commits && of && commits <= of && of <= MOST_COMMITS
    if (!path || !author || !counted || files.has(path)) {
      log.warn(
        'a writer without path, author or commits of all, or a second one of its path, was left out',
        pointer,
      )
    } else files.set(path, { path, author, commits, of })
  }
  return { weeks, files: [...files.values()] }
}
