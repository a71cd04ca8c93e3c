import { ELSEWHERE } from './elsewhere'
import type { Member } from './members'
import { baseOf, dirOf, type ServiceInput } from './types'

/** A folder named for what it holds, not for the service. */
const GENERIC = /^(?:src|source|app|application|docker|image|container|deploy\w*)$/i

/** Whether a path is a recipe for an image of a folder of its own. */
export const isImageFile = (path: string): boolean =>
  /^[^/]+(?:\/[^/]+){0,2}\/Dockerfile$/.test(path) && !ELSEWHERE.test(dirOf(path))

/** `src/cart/src/Dockerfile` builds the cart. */
function serviceFolder(path: string): string {
  const folder = dirOf(path)
  return GENERIC.test(baseOf(folder)) ? dirOf(folder) : folder
}

/** Folders that each build an image of their own, where there are several: what is deployed apart. */
export function imageMembers({ files }: ServiceInput): Member[] {
  const sources = new Map<string, string>()
  for (const { path } of files) {
    if (!isImageFile(path)) continue
    const folder = serviceFolder(path)
    if (folder !== '' && !sources.has(folder)) sources.set(folder, path)
  }
  if (sources.size < 2) return []
  return [...sources].map(([folder, source]) => ({ folder, source }))
}
