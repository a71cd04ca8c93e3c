import { ORG } from '@/lib/db/database'
import { uuidOf } from '@/lib/db/ids'
import { JOIN_TOOL, JOINED_RULE } from './changes'

export const joinedRuleId = uuidOf('rule', ORG, 'plumbline', JOINED_RULE)

/** Stream in which joined paths that begin in a repository stand. */
export function joinedStream(repositoryId: string): string {
  return uuidOf('stream', repositoryId, '', JOIN_TOOL, '')
}
