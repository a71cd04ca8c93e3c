import { type Client, ORG } from '@/lib/db/database'
import { inSnapshot } from '@/lib/db/snapshot'
import { foundBy, likeText } from '@/lib/findings/queries/narrow'
import { rarePart } from '@/lib/findings/queries/rare-part'
import { parameters } from '@/lib/trends/conditions'
import { searchCommits } from './commits'
import { searchPeople } from './people'
import { searchReleases } from './releases'
import type { Hit } from './types'

const PAGES: [string, string][] = [
  ['Review', '/review'],
  ['Ownership', '/ownership'],
  ['Findings', '/findings'],
  ['Repositories', '/repositories'],
  ['Services', '/services'],
  ['Retry map', '/retry-map'],
  ['Flows', '/flows'],
  ['Teams', '/teams'],
  ['Budgets', '/budgets'],
  ['Scans', '/scans'],
  ['Queues', '/ownership/queue'],
  ['Who owns this path?', '/ownership/codeowners'],
  ['Compare', '/review/compare'],
  ['Digests', '/settings/digests'],
  ['Audit', '/audit'],
  ['People', '/people'],
  ['Tokens', '/tokens'],
]
const EACH = 5
/** Findings that a search looks at, of those that have the words. */
const LOOKED_AT = 250

interface Named {
  kind: keyof typeof HREFS
  id: string
  title: string
  detail: string | null
}

/**
 * What has these words in its name? Names by a look through their small tables, those that begin
 * with the words first; a rule also by what it says that it looks for. Commits, findings and paths
 * among so many that it stays quick.
 */
export function search(db: Client, words: string): Promise<Hit[]> {
  const q = words.trim()
  if (q === '')
    return Promise.resolve(PAGES.map(([title, href]) => ({ kind: 'page', title, href })))
  return inSnapshot(db, async (client) => {
    const pattern = `%${likeText(q)}%`
    const pages = PAGES.filter(([title]) => title.toLowerCase().includes(q.toLowerCase()))
    const each = q.split(/\s+/).map((word) => `%${likeText(word)}%`)
    const { rows } = await client.query<Named>(NAMED, [ORG, each, `${likeText(q)}%`])
    const people = await searchPeople(client, q, EACH)
    const releases = await searchReleases(client, q, EACH)
    const commits = await searchCommits(client, q, EACH)
    const found = await searchFindings(client, q, pattern)
    return [
      ...pages.map(([title, href]): Hit => ({ kind: 'page', title, href })),
      ...rows.map(hitOf),
      ...people,
      ...releases,
      ...commits,
      ...found.map(hitOf),
    ]
  })
}

const HREFS = {
  repository: ({ id }: Named) => `/repositories/${id}`,
  service: ({ id }: Named) => `/services/${id}`,
  team: ({ id }: Named) => `/teams/${id}`,
  rule: ({ id }: Named) => `/findings?rule=${id}`,
  finding: ({ id }: Named) => `/findings/${id}`,
  path: ({ title }: Named) => `/findings?q=${encodeURIComponent(title)}`,
}

function hitOf(named: Named): Hit {
  const { kind, title, detail } = named
  const href = HREFS[kind](named)
  return { kind, title, href, ...(detail ? { detail } : {}) }
}

/** Every word has to be there, in any order: in the name, or in the words that stand for it. */
const named = (kind: string, table: string, name: string, detail: string, words = name) => `
  (SELECT '${kind}' AS kind, x.id::text AS id, ${name} AS title, ${detail} AS detail
   FROM ${table} x WHERE x.org_id = $1 AND ${words} ILIKE ALL($2)
   ORDER BY ${name} NOT ILIKE $3, ${name} NOT ILIKE ALL($2), length(${name}), ${name} LIMIT ${EACH})`

const RULE = `concat_ws(' ', x.name, x.rule_key)`
/** `QueryPerRow` and `pattern/query-per-row` are looked for as “query per row”, too. */
const RULE_WORDS = `concat_ws(' ', x.name, x.rule_key,
  regexp_replace(x.name, '([a-z0-9])([A-Z])', '\\1 \\2', 'g'), translate(x.rule_key, '/-_', '   '), x.summary)`

const NAMED = [
  named('repository', 'repository', 'x.name', 'NULL'),
  named(
    'service',
    'service',
    'x.name',
    '(SELECT r.name FROM repository r WHERE r.org_id = x.org_id AND r.id = x.repository_id)',
  ),
  named('team', 'team', 'x.name', 'NULL'),
  named('rule', `(SELECT * FROM rule WHERE kind <> 'flow')`, RULE, 'x.tool', RULE_WORDS),
].join(' UNION ALL ')

/**
 * Open findings with these words, as many as are looked at; of a path, how many it has in all.
 * Indexes: version_words, standing (org, version_id, …) and standing_lasts_path.
 */
async function searchFindings(db: Client, words: string, pattern: string): Promise<Named[]> {
  const { values, add } = parameters()
  const [$org, $pattern] = [add(ORG), add(pattern)]
  const found = foundBy(await rarePart(db, words), words, add)
  const { rows } = await db.query<Named>(
    `WITH hits AS MATERIALIZED (
      SELECT s.finding_id, v.path, v.start_line, v.message, v.path ILIKE ${$pattern} AS by_path FROM version v
      JOIN standing s ON s.org_id = ${$org} AND s.version_id = v.id AND s.to_at IS NULL
      WHERE v.org_id = ${$org} AND (${found}) LIMIT ${LOOKED_AT}),
    paths AS MATERIALIZED (SELECT path, (SELECT count(*) FROM standing c
        WHERE c.org_id = ${$org} AND c.kind = ANY('{decision,retry-path,pattern}')
          AND c.state = ANY('{open,owned,accepted,suppressed}') AND c.to_at IS NULL
          AND c.path COLLATE "C" = p.path) AS count
      FROM (SELECT path FROM hits WHERE by_path GROUP BY path ORDER BY count(*) DESC, path
        LIMIT ${EACH}) p)
    (SELECT 'path' AS kind, '' AS id, path AS title,
       count || CASE count WHEN 1 THEN ' finding' ELSE ' findings' END AS detail
     FROM paths ORDER BY count DESC, path)
    UNION ALL
    (SELECT 'finding', finding_id::text, message, concat_ws(':', path, start_line)
     FROM hits ORDER BY length(message), path, start_line LIMIT ${EACH})`,
    values,
  )
  return rows
}
