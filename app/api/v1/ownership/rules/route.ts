import { database } from '@/lib/db/database'
import { readBody } from '@/lib/http/read-body'
import { readRepository } from '@/lib/http/read-repository'
import { json, route } from '@/lib/http/route'
import { readTeamKeys } from '@/lib/ownership/acts/resolve-target'
import { ownerOf } from '@/lib/ownership/owner'
import { ruleShape } from '@/lib/ownership/rules/read-rule'
import { createRule, listRules } from '@/lib/ownership/rules/store'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Explicit rules of whom to suggest, those that ended too. */
export const GET = route('read', async () => json({ rules: await listRules(database().pool) }))

/** Makes a rule: it suggests an owner before any file does, and assigns nothing by itself. */
export const POST = route('lead', async (request, { principal }) => {
  const { pool } = database()
  const { repository, owner, ...rule } = await readBody(request, ruleShape)
  const named = typeof owner === 'string' ? ownerOf(owner, await readTeamKeys(pool)) : owner
  const within =
    repository === undefined ? undefined : await readRepository(pool, repository, principal)
  const made = { ...rule, owner: named, repository: within }
  return json(await createRule(pool, principal, made), 201)
})
