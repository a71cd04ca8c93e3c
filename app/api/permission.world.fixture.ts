import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ORG } from '@/lib/db/database'
import { uploadBytes } from '@/lib/ingest/testing'
import { ANN, scan, type TestSite } from '@/lib/ownership/testing'
import { makeLink } from '@/lib/people/links'
import { addPerson } from '@/lib/people/people'
import { createToken } from '@/lib/people/tokens/store'
import type { PersonInput } from '@/lib/people/types'
import { known, result, sarif } from '@/lib/sarif/testing'
import type { Asker } from './permission.case.fixture'

/** What there is to ask about, and who asks. */
export interface World {
  pool: pg.Pool
  /** Id and name of the repository that everything is about. */
  shop: string
  name: string
  service: string
  /** @acme/billing, which answers for the service. */
  team: string
  decision: string
  upload: string
  nothing: string
  password: string
  week: { id: string; before: string; first: string; day: string; nextDay: string }
  /** A decision of @acme/billing that nobody decided on yet. */
  next(): string
  /** The id of a scan that can be taken out. */
  scan(): Promise<string>
  /** Somebody new. */
  stranger(): Promise<string>
  sarif(): Uint8Array<ArrayBuffer>
  headers: Record<Asker, Record<string, string>>
  /** Of the token of the repository itself. */
  own: Record<string, string>
}

const NAME = 'github.com/acme/shop'
const OTHER = 'github.com/acme/other'
const PASSWORD = 'correct horse battery'
const SITES = 80

type SignIn = (key: string, more: object) => Promise<string>

/** Two scanned repositories, five people and two tokens; `signIn` uses a link and gives the cookie. */
export async function makeWorld(pool: pg.Pool, signIn: SignIn): Promise<World> {
  const site = (i: number): TestSite => ({ path: `billing/${i}.ts`, symbol: `s${i}` })
  const teams = {
    ...{ billing: '@acme/billing', orders: '@acme/orders' },
    ...{ spare: '@acme/spare', second: '@acme/second' },
  }
  const sites = [
    ...Array.from({ length: SITES }, (_, i) => site(i)),
    ...['orders/a.ts', 'spare/a.ts', 'second/a.ts'].map((path) => ({ path })),
  ]
  await scan(pool, { daysAgo: 20, sites, teams })
  await scan(pool, { daysAgo: 20, repository: OTHER, sites: [{ path: 'a.ts' }, { path: 'b.ts' }] })
  const { rows } = await pool.query<{
    id: string
    service: string
    team: string
    repository: string
  }>(
    `SELECT s.finding_id AS id, s.service_id AS service, s.team_id AS team, s.repository_id AS repository
     FROM standing s JOIN team t ON t.org_id = s.org_id AND t.id = s.team_id
     WHERE t.name = '@acme/billing' AND s.to_at IS NULL`,
  )
  const fresh = rows.map(({ id }) => id)
  const [{ id: decision = '', service = '', team = '', repository: shop = '' } = {}] = rows
  const first = await makeLink(pool, null)
  const admin = await signIn(first, { name: 'Ada', email: 'admin@example.com', password: PASSWORD })
  const person = async (email: string, more: Partial<PersonInput>) => {
    const input = { name: email, email, handle: null, role: 'member' as const, teams: [], ...more }
    const { link } = await addPerson(pool, ANN, input)
    return signIn(link.split('key=')[1] ?? '', { password: PASSWORD })
  }
  const token = async (repository: string) => {
    const expiresAt = new Date(Date.now() + 86_400_000)
    const wanted = { name: `of ${repository}`, repository, expiresAt }
    const made = await createToken(pool, ANN, { ...wanted, scopes: ['ingest', 'read'] })
    return { authorization: `Bearer ${made.token}` }
  }
  const leads = ['@acme/billing', '@acme/second'].map((name) => ({ name, leads: true }))
  let days = 18
  let files = 0
  return {
    ...{
      pool,
      shop,
      name: NAME,
      service,
      team,
      decision,
      nothing: randomUUID(),
      password: PASSWORD,
    },
    upload: await uploadBytes(pool, sarif([result('x.ts')]), { ...known, repository: NAME }),
    week: weeksBack(),
    next: () => fresh.pop() ?? '',
    scan: async () => {
      days -= 1
      await scan(pool, { daysAgo: days, sites, teams })
      const newest = await pool.query<{ id: string }>(
        `SELECT n.id FROM scan n JOIN stream s ON s.org_id = n.org_id AND s.id = n.stream_id
         WHERE n.org_id = $1 AND s.repository_id = $2 ORDER BY n.committed_at DESC LIMIT 1`,
        [ORG, shop],
      )
      return newest.rows[0]?.id ?? ''
    },
    stranger: async () => {
      const email = `${randomUUID()}@example.com`
      const input = { name: 'Stranger', email, handle: null, role: 'viewer' as const, teams: [] }
      return (await addPerson(pool, ANN, input)).person.id
    },
    sarif: () => {
      files += 1
      return new Uint8Array(sarif([result(`new-${files}.ts`)]))
    },
    headers: {
      nobody: {},
      viewer: { cookie: await person('viewer@example.com', { role: 'viewer' }) },
      'member of another team': {
        cookie: await person('member@example.com', {
          teams: [{ name: '@acme/orders', leads: false }],
        }),
      },
      'lead of another team': {
        cookie: await person('other@example.com', {
          teams: [{ name: '@acme/orders', leads: true }],
        }),
      },
      lead: { cookie: await person('lead@example.com', { teams: leads }) },
      admin: { cookie: admin },
      'token of another repository': await token(OTHER),
    },
    own: await token(NAME),
  }
}

/** Two weeks that are over, as ISO weeks and days. */
function weeksBack() {
  const DAY = 86_400_000
  const at = (days: number) => new Date(Date.now() - days * DAY)
  const day = (date: Date) => date.toISOString().slice(0, 10)
  return {
    id: isoWeek(at(8)),
    before: isoWeek(at(15)),
    first: isoWeek(at(22)),
    day: day(at(15)),
    nextDay: day(at(8)),
  }
}

/** ISO 8601: the week of a day is that of its Thursday. */
function isoWeek(date: Date): string {
  const thursday = new Date(date)
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7))
  const year = thursday.getUTCFullYear()
  const days = (thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000
  return `${year}-W${String(Math.floor(days / 7) + 1).padStart(2, '0')}`
}
