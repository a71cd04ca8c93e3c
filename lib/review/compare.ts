import { type Client, ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { parseInstant } from '@/lib/time/instants'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { KIND_OF } from '@/lib/trends/measures'
import { type Filter, MEASURES, type Measure } from '@/lib/trends/types'
import { readChanged } from './queries/changed'
import type { Comparison } from './types'

/** A date, an instant or a commit that names no time. */
export class CompareError extends Error {
  constructor(
    readonly parameter: 'from' | 'to',
    readonly value: string,
    readonly allowed: string,
  ) {
    super(`${parameter} “${value}” ${allowed}`)
    this.name = 'CompareError'
  }
}

/** What is different between two dates, instants or scanned commits. Throws CompareError. */
export function compare(
  db: Client,
  query: { from: string; to: string; filter: Filter; timeZone: string },
): Promise<Comparison> {
  return inSnapshot(db, async (client) => {
    const from = await instantOf(client, 'from', query)
    const to = await instantOf(client, 'to', query)
    if (from > to) throw new CompareError('from', query.from, 'must not be after `to`')
    const { filter } = query
    const owners = await readOwnerChanges(client, filter, from, to)
    const changed = await readChanged(client, filter, from, to)
    const measures: Comparison['measures'] = []
    for (const measure of MEASURES) {
      const own = changed.filter((row) => row.measure === measure)
      const [before, now] = [
        await countAt(client, measure, filter, from),
        await countAt(client, measure, filter, to),
      ]
      const of = (...parts: string[]) => own.filter(({ part }) => parts.includes(part)).length
      const gone = of('gone', 'rule-removed', 'moved-out', 'owned', 'accepted', 'suppressed')
      measures.push({
        ...{ measure, before, now, gone },
        appeared: own.length - gone - of('returned'),
        returned: of('returned'),
      })
    }
    return { from: from.toISOString(), to: to.toISOString(), measures, changed, owners }
  })
}

const SHA = /^[0-9a-f]{7,40}$/

/** The instant of a date (its end), an instant, or a scanned commit. Scans are looked through. */
async function instantOf(
  db: Client,
  name: 'from' | 'to',
  query: { from: string; to: string; timeZone: string },
): Promise<Date> {
  const text = query[name].trim()
  const instant = parseInstant(text, 'end', query.timeZone)
  if (instant) return instant
  const { rows } = SHA.test(text)
    ? await db.query<{ at: Date }>(
        `SELECT DISTINCT committed_at AS at FROM scan
         WHERE org_id = $1 AND commit LIKE $2 || '%' AND NOT superseded LIMIT 2`,
        [ORG, text],
      )
    : { rows: [] }
  const [only, other] = rows
  if (only && !other) return only.at
  const allowed = other
    ? 'is the beginning of several commits; write more of it'
    : 'is no date (2026-11-16), instant or scanned commit'
  throw new CompareError(name, text, allowed)
}

async function countAt(db: Client, measure: Measure, filter: Filter, at: Date): Promise<number> {
  const { values, add } = parameters()
  const { rows } = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM standing s
     WHERE ${standingMatches('s', [measure], filter, add)} AND ${standsAt('s', add(at))}`,
    values,
  )
  return rows[0]?.count ?? 0
}

/**
 * Which decisions that stand at both instants have another owner? Standing (org_id, kind, state,
 * from_at), the other end by (org_id, finding_id).
 */
async function readOwnerChanges(
  db: Client,
  filter: Filter,
  from: Date,
  to: Date,
): Promise<Comparison['owners']> {
  const { values, add } = parameters()
  const where = standingMatches('s', [], filter, add)
  const { rows } = await db.query<Comparison['owners'][number]>(
    `SELECT s.finding_id AS id, r.rule_key AS rule,
       v.path || coalesce(':' || v.start_line, '') AS place, o.owner AS before, s.owner AS now
     FROM standing s
     JOIN standing o ON o.org_id = ${ORG} AND o.finding_id = s.finding_id
       AND ${standsAt('o', add(from))} AND o.owner_key IS DISTINCT FROM s.owner_key
     JOIN version v ON v.org_id = ${ORG} AND v.id = s.version_id
     JOIN rule r ON r.org_id = ${ORG} AND r.id = s.rule_id
     WHERE ${where} AND s.kind = '${KIND_OF['unowned-decisions']}' AND ${standsAt('s', add(to))}
     ORDER BY v.path COLLATE "C", s.finding_id`,
    values,
  )
  return rows
}
