import { ELSEWHERE } from './elsewhere'
import { imageMembers } from './images'
import { asServices, type Member } from './members'
import type { Found, Problem, ServiceInput } from './types'
import { nestedMembers } from './workspaces'

/** A folder of the root that is named for holding services, and the first below it. */
const SERVICES = /^((?:svc|services|microservices)\/[^/]+)(?=\/|$)/i

/** Whether a file stands below a folder that is named for services, so that it may begin or end one. */
export const isInNamed = (path: string): boolean => SERVICES.test(path)

/** What parts of a repository say where nothing speaks for the whole: each of them is believed. */
export function fromParts(input: ServiceInput): Found {
  const problems: Problem[] = []
  const members = [...nestedMembers(input, problems), ...imageMembers(input), ...named(input)]
  return { services: asServices(members), problems }
}

/** Folders below one that is named for services, where there are several. */
function named({ folders }: ServiceInput): Member[] {
  const below = new Set<string>()
  for (const folder of folders) {
    const found = SERVICES.exec(folder)?.[1]
    if (found !== undefined && !ELSEWHERE.test(found)) below.add(found)
  }
  if (below.size < 2) return []
  return [...below].map((folder) => ({ folder, source: folder }))
}
