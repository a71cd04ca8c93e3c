import { type Client, ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { parseInstant } from '@/lib/time/instants'
import { parameters, standingMatches, standsAt } from '@/lib/trends/conditions'
import { readDirectory } from '@/lib/trends/directory'
import { KIND_OF } from '@/lib/trends/measures'
import { countAt } from '@/lib/trends/queries/sums'
import { repositoriesOf } from '@/lib/trends/relevance'
import { type Filter, MEASURES, type Measure } from '@/lib/trends/types'
import { endOf } from './compared-end'
import { countChanged, readChanged } from './queries/changed'
import type { Comparison } from './types'

/** A date, an instant, a commit or a release that names no time. */
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

/**
 * What is different between two dates, instants, scanned commits or releases: numbers, and lists, of
 * which at most the first `most` in all. Throws CompareError.
 */
export function compare(
  db: Client,
  query: { from: string; to: string; filter: Filter; timeZone: string; most?: number },
): Promise<Comparison> {
  return inSnapshot(db, async (client) => {
    const repositories = repositoriesOf(query.filter, await readDirectory(client))
    const from = await instantOf(client, 'from', query, repositories)
    const to = await instantOf(client, 'to', query, repositories)
    if (from > to) throw new CompareError('from', query.from, 'must not be after `to`')
    const { filter, most = Number.POSITIVE_INFINITY } = query
    const measures: Comparison['measures'] = []
    for (const measure of MEASURES) {
      const [before, now] = [
        await numberAt(client, measure, filter, from),
        await numberAt(client, measure, filter, to),
      ]
      const { appeared, returned } = await countChanged(client, measure, filter, from, to)
      const gone = before + appeared + returned - now
      measures.push({ measure, before, now, appeared, returned, gone })
    }
    const owners = await readOwnerChanges(client, filter, from, to)
    const changed = await readChanged(client, filter, from, to, most)
    const differences = measures.reduce(
      (sum, { appeared, returned, gone }) => sum + appeared + returned + gone,
      owners.length,
    )
    const ends = {
      from: await endOf(client, from, repositories),
      to: await endOf(client, to, repositories),
    }
    return {
      ends,
      ...{ from: from.toISOString(), to: to.toISOString(), measures, differences, changed },
      owners: owners.slice(0, Math.max(0, most - changed.length)),
    }
  })
}

const SHA = /^[0-9a-f]{7,40}$/

/**
 * The instant of a date (its end), an instant, a release of the repositories that a filter may hold,
 * or a scanned commit of any. Releases and scans are looked through.
 */
async function instantOf(
  db: Client,
  name: 'from' | 'to',
  query: { from: string; to: string; timeZone: string },
  repositories: readonly string[] | null,
): Promise<Date> {
  const text = query[name].trim()
  const instant = parseInstant(text, 'end', query.timeZone)
  if (instant) return instant
  const unknown = 'is no date (2026-11-16), instant, scanned commit or release'
  // Postgres keeps no NUL in a text.
  if (text.includes('\0')) throw new CompareError(name, text, unknown)
  const { rows: releases } = await db.query<{ at: Date }>(
    `SELECT DISTINCT at FROM release
     WHERE org_id = $1 AND name = $2 AND ($3::uuid[] IS NULL OR repository_id = ANY($3)) LIMIT 2`,
    [ORG, text, repositories],
  )
  const { rows: commits } = SHA.test(text)
    ? await db.query<{ at: Date }>(
        `SELECT DISTINCT committed_at AS at FROM scan
         WHERE org_id = $1 AND commit LIKE $2 || '%' AND NOT superseded LIMIT 2`,
        [ORG, text],
      )
    : { rows: [] }
  const [only, other] = [...releases, ...commits]
  if (only && !other) return only.at
  const allowed = other
    ? commits.length > 1
      ? 'is the beginning of several commits; write more of it'
      : 'is the name of several things; write a date, or choose one repository'
    : unknown
  throw new CompareError(name, text, allowed)
}

/** The number of the chart, from the sums. */
async function numberAt(db: Client, measure: Measure, filter: Filter, at: Date): Promise<number> {
  const counting = { kinds: [KIND_OF[measure]], states: ['open'], filter, keys: [] }
  return (await countAt(db, counting, at))[0]?.count ?? 0
}

/**
 * Which decisions that stand at both instants have another owner? Whoever owns it since then does so
 * by a row that begins between them, after one that ends there: standing_from, the other by
 * (org_id, finding_id).
 */
async function readOwnerChanges(
  db: Client,
  filter: Filter,
  from: Date,
  to: Date,
): Promise<Comparison['owners']> {
  const { values, add } = parameters()
  const where = standingMatches('s', [], filter, add)
  const [$from, $to] = [add(from), add(to)]
  const { rows } = await db.query<Comparison['owners'][number]>(
    `SELECT s.finding_id AS id, r.rule_key AS rule,
       v.path || coalesce(':' || v.start_line, '') AS place, o.owner AS before, s.owner AS now
     FROM standing s
     JOIN standing o ON o.org_id = ${ORG} AND o.finding_id = s.finding_id
       AND o.from_at <= ${$from} AND o.to_at > ${$from} AND o.to_at <= ${$to}
       AND o.owner_key IS DISTINCT FROM s.owner_key
     JOIN version v ON v.org_id = ${ORG} AND v.id = s.version_id
     JOIN rule r ON r.org_id = ${ORG} AND r.id = s.rule_id
     WHERE ${where} AND s.kind = '${KIND_OF['unowned-decisions']}' AND ${standsAt('s', $to)}
       AND s.from_at > ${$from} AND s.began_at <= ${$from}
     ORDER BY v.path COLLATE "C", s.finding_id`,
    values,
  )
  return rows
}
