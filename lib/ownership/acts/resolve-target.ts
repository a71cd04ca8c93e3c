import { type Client, ORG } from '@/lib/db/database'
import { HttpProblem } from '@/lib/http/problem'
import { narrowed } from '../inbox/get-inbox'
import { decodeGroup } from '../inbox/group-key'
import { readFindings } from '../inbox/queries'
import { ownerKey } from '../owner'
import { type ActRequest, FINDINGS_AT_MOST } from '../types'

/** The decisions that a request means, now. Throws HttpProblem 400 for a group it does not know. */
export async function resolveTarget(
  client: Client,
  { findings, group }: Pick<ActRequest, 'findings' | 'group'>,
  now: Date,
): Promise<string[]> {
  if (!group) return findings ?? []
  const parts = decodeGroup(group.key)
  if (!parts) throw bad('is not one that this server gave')
  const { candidate, ...filter } = group.filter ?? {}
  const selection = await narrowed(client, { ...filter, at: now, group: parts }, candidate)
  const meant = await readFindings(client, selection, FINDINGS_AT_MOST + 1)
  if (meant.length > FINDINGS_AT_MOST) {
    throw bad(`has more than ${FINDINGS_AT_MOST} decisions; narrow it first`)
  }
  return meant
}

function bad(message: string): HttpProblem {
  return new HttpProblem(400, `group: ${message}`, [{ path: 'group', message }])
}

/** Which names are teams? Reads team, which is small. */
export async function readTeamKeys(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM team WHERE org_id = $1', [
    ORG,
  ])
  return new Set(rows.map(({ name }) => ownerKey(name)))
}
