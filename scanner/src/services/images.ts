import { baseOf, dirOf, type Found, type ServiceInput } from './types'

/** Where images are built for something else than to run a service. */
const ELSEWHERE =
  /(?:^|\/)(?:\.[^/]+|docs?|examples?|samples?|tests?|e2e|fixtures|testdata|hack|ci|dev|build|scripts?|tools?|vendor|third_party|node_modules|gen|gen-?proto|generated|protos?)(?:\/|$)/i
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
export function fromImages({ files }: ServiceInput): Found {
  const sources = new Map<string, string>()
  for (const { path } of files) {
    if (!isImageFile(path)) continue
    const folder = serviceFolder(path)
    if (folder !== '' && !sources.has(folder)) sources.set(folder, path)
  }
  const folders = [...sources.keys()].toSorted(
    (a, b) => b.split('/').length - a.split('/').length || (a < b ? -1 : 1),
  )
  if (folders.length < 2) return { services: [], problems: [] }
  const services = folders.map((folder) => {
    const last = baseOf(folder)
    const shared = folders.some((other) => other !== folder && baseOf(other) === last)
    return {
      name: shared ? folder : last,
      paths: [`${folder}/**`],
      source: sources.get(folder) ?? folder,
    }
  })
  return { services, problems: [] }
}
