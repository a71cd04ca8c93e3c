import { type Client, ORG } from '@/lib/db/database'
import { NO_TEAM } from './conditions'
import { isUuid } from './is-uuid'
import type { Filter } from './types'

/** A filter that names what does not exist, or more than one thing. */
export class FilterError extends Error {
  constructor(
    readonly parameter: keyof Filter,
    readonly value: string,
    readonly allowed: string,
  ) {
    super(`${parameter} “${value}” ${allowed}`)
    this.name = 'FilterError'
  }
}

const TABLES = ['repository', 'service', 'team', 'rule'] as const
type Table = (typeof TABLES)[number]

/** Ids from ids or names, as they stand in a URL. Throws FilterError. */
export async function resolveFilter(db: Client, filter: Filter): Promise<Filter> {
  const resolved: Filter = {}
  for (const table of TABLES) {
    const value = filter[table]
    if (value === undefined) continue
    resolved[table] =
      table === 'team' && value === NO_TEAM ? value : await idOf(db, table, value, resolved)
  }
  if (filter.decisionKind !== undefined) {
    resolved.decisionKind = await knownDecisionKind(db, filter.decisionKind)
  }
  return resolved
}

async function idOf(db: Client, table: Table, value: string, within: Filter): Promise<string> {
  const storable = value.replaceAll('\0', '\uFFFD')
  const found = await readMatches(db, table, storable, within)
  const exact = found.find(({ id }) => isUuid(value) && id === value.toLowerCase())
  if (exact) return exact.id
  const [only, ...others] = found
  if (!only) throw new FilterError(table, value, `is not known: give the id or name of a ${table}`)
  if (others.length > 0) {
    const choices = found.slice(0, 5).map(({ id, name }) => `${id} (${name})`)
    throw new FilterError(table, value, `is the name of several: use an id, ${choices.join(', ')}`)
  }
  return only.id
}

/**
 * Which things have this id or name? A service may be meant within a repository, a rule by its key.
 * Served by the primary keys and the unique names; services by a look through their table.
 */
async function readMatches(
  db: Client,
  table: Table,
  value: string,
  { repository }: Filter,
): Promise<{ id: string; name: string }[]> {
  const id = isUuid(value) ? value : null
  const name = { repository: 'name', service: 'name', team: 'name', rule: 'rule_key' }[table]
  const where = {
    repository: 'ORDER BY id',
    service: 'AND ($4::uuid IS NULL OR x.repository_id = $4) ORDER BY id',
    team: 'ORDER BY id',
    rule: 'ORDER BY id',
  }[table]
  const label = {
    repository: 'x.name',
    service:
      '(SELECT r.name FROM repository r WHERE r.org_id = x.org_id AND r.id = x.repository_id)',
    team: 'x.name',
    rule: 'x.tool',
  }[table]
  const { rows } = await db.query<{ id: string; name: string }>(
    `SELECT x.id, ${label} AS name FROM ${table} x
     WHERE x.org_id = $1 AND (x.id = $2 OR x.${name} = $3) ${where} LIMIT 10`,
    table === 'service' ? [ORG, id, value, repository ?? null] : [ORG, id, value],
  )
  return rows
}

/** Is there a rule of this decision kind? Looks through rule, which is small. */
async function knownDecisionKind(db: Client, value: string): Promise<string> {
  const { rows } = await db.query<{ kind: string }>(
    'SELECT DISTINCT decision_kind AS kind FROM rule WHERE org_id = $1 AND decision_kind IS NOT NULL',
    [ORG],
  )
  const kinds = rows.map(({ kind }) => kind).sort()
  if (kinds.includes(value)) return value
  const known = kinds.length > 0 ? `use one of ${kinds.join(', ')}` : 'no rule has one yet'
  throw new FilterError('decisionKind', value, `is not a kind of decision here: ${known}`)
}
