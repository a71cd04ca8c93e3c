import type pg from 'pg'
import { ingest } from '@/lib/ingest/testing'
import { LOCAL_PERSON, type Person } from '@/lib/people/principal'
import type { Observation, OwnershipFile, ScanContent, WritersContent } from '@/lib/sarif/content'
import type { Deed } from './acts/decide'

/** Small builders for tests: real scans, so that presence, standing and ownership are real too. */

/** Two who may do everything. */
export const ANN: Person = { ...LOCAL_PERSON, id: 'ann', name: 'Ann' }
export const BOB: Person = { ...LOCAL_PERSON, id: 'bob', name: 'Bob' }

const DAY = 86_400_000

/** As what they did names them. */
export const by = ({ id, name }: Person) => ({ id, name })

export interface TestSite {
  path: string
  symbol?: string
  content?: string
  decisionKind?: string
  owner?: string
  decision?: string
  shape?: string
  /** No scan says which commit introduced it. */
  undated?: boolean
}

export interface TestScan {
  /** Days before now. */
  daysAgo: number
  repository?: string
  sites: TestSite[]
  teams?: Record<string, string>
  documents?: OwnershipFile[]
  writers?: WritersContent
}

export async function scan(pool: pg.Pool, test: TestScan): Promise<void> {
  await ingest(pool, contentOf(test))
}

/** Ids of the decisions that stand now, by `path symbol`. */
export async function decisions(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ key: string; id: string }>(
    `SELECT v.path || ' ' || coalesce(v.symbol, '') AS key, s.finding_id AS id FROM standing s
     JOIN version v ON v.org_id = s.org_id AND v.id = s.version_id
     WHERE s.kind = 'decision' AND s.from_at <= now() AND (s.to_at IS NULL OR s.to_at > now())`,
  )
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** The only decision of a world that has one. */
export async function onlyDecision(pool: pg.Pool): Promise<string> {
  const [id, ...others] = (await decisions(pool)).values()
  if (id === undefined || others.length > 0) throw new Error('not one decision')
  return id
}

export function deed(act: Deed['act'], owner?: string, more: Partial<Deed> = {}): Deed {
  return {
    act,
    ...(owner === undefined ? {} : { owner: { kind: 'team' as const, name: owner } }),
    others: [],
    reason: null,
    until: null,
    approver: null,
    ...more,
  }
}

/**
 * Scans stand on whole days, so that a test's runs on one day are alike; on those of one day while a
 * file of tests runs, though midnight may pass.
 */
const TODAY = Math.floor(Date.now() / DAY) * DAY

export const daysAgo = (days: number): Date => new Date(TODAY - days * DAY)

function contentOf(test: TestScan): ScanContent {
  const { repository = 'github.com/acme/shop', sites, teams, documents, writers } = test
  const at = daysAgo(test.daysAgo).getTime()
  const rules = [...new Set(sites.map(ruleOf)), 'decision/caching']
  return {
    repository: { name: repository, rootCommit: 'a'.repeat(40) },
    commit: at.toString(16).padStart(40, '0'),
    committedAt: at,
    ranAt: Date.now(),
    branch: 'main',
    defaultBranch: true,
    tool: 'plumbline',
    category: 'code',
    succeeded: true,
    coverage: { extent: 'full', rules: [...new Set(rules)] },
    rules: [...new Set(rules)].map((ruleKey) => ({
      ruleKey,
      kind: ruleKey.startsWith('decision') ? 'decision' : 'pattern',
      decisionKind: ruleKey.split('/')[1],
      level: 'note',
    })),
    observations: sites.map(observationOf),
    services: Object.entries(teams ?? {}).map(([name, team]) => {
      return { name, paths: [`${name}/**`], team }
    }),
    documents,
    writers,
    commits: [
      {
        sha: 'c'.repeat(40),
        author: 'Ada',
        committedAt: at,
        assistance: { grade: 'unknown' },
      },
    ],
    notifications: [],
  }
}

const ruleOf = ({ decisionKind = 'caching' }: TestSite) =>
  decisionKind === 'pattern' ? 'pattern/x' : `decision/${decisionKind}`

function observationOf(site: TestSite, i: number): Observation {
  const { path, symbol = 'load', content = 'get(key) ?? load(key)', owner, decision, shape } = site
  return {
    ruleKey: ruleOf(site),
    path,
    symbol,
    form: content,
    content,
    message: `${symbol} decides`,
    level: 'note',
    suppressed: false,
    startLine: i + 1,
    snippet: content,
    introducedBy: site.undated ? undefined : 'c'.repeat(40),
    declared: owner || decision ? { owner, decision } : undefined,
    data: { shape: shape ?? 'get or load' },
  }
}
