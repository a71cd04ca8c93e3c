import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/lib/db/root'
import { SORTS } from '@/lib/findings/types'
import { MEASURES } from '@/lib/trends/types'
import { pageRoutes } from '../e2e/harness/page-paths'

/** Things of a world that pages are about; there in one of any size. */
export interface Ids {
  repository: string
  service: string
  team: string
  rule: string
  decision: string
  path: string
  scan: string
  view: string
}

/** Instants, which are the same of both worlds and on every visit. */
const AT = '2026-11-22T23:00:00.000Z'
const PAST = '2026-03-01T00:00:00.000Z'
const FROM = '2026-05-25T00:00:00.000Z'
const WEEK = '2026-W47'
const COMPARED = '?from=2026-11-08&to=2026-11-15'

/** The answers that a page is looked at by, by the file that gives them; each its own line. */
const ASKED: Record<string, (ids: Ids) => string[]> = {
  '/review': ({ team }) => ['', `?team=${team}`, '?by=team', '?by=rule', '?by=repository'],
  '/review/[week]': () => [`/${WEEK}`, '/2026-W20'],
  '/review/compare': () => ['', COMPARED],
  '/repositories': () => ['', '?q=repository-7&sort=name'],
  '/repositories/[id]': ({ repository }) => [`/${repository}`, `/${repository}?since=week`],
  '/services/[id]': ({ service }) => [`/${service}`],
  '/teams/[id]': ({ team }) => [`/${team}`],
  '/findings': ({ repository, service, team, rule }) => [
    ...SORTS.flatMap((sort) => [
      `?at=${AT}&sort=${sort}`,
      `?measure=unowned-decisions&at=${AT}&sort=${sort}`,
    ]),
    ...['', ...MEASURES.map((measure) => `?measure=${measure}`)],
    ...[`?repository=${repository}`, `?service=${service}`, `?team=${team}`, `?rule=${rule}`],
    ...[
      `?rule=${rule}&sort=path`,
      '?q=method7777',
      '?q=message',
      `?at=${PAST}&measure=unowned-decisions`,
    ],
  ],
  '/findings/[id]': ({ decision }) => [`/${decision}`],
  '/views/[name]': ({ view }) => [`/${view}`],
  '/ownership': ({ team }) => ['', `?team=${team}`, '?age=90%2B'],
  '/ownership/codeowners': ({ repository }) => [
    '',
    `?repository=${repository}&path=services/0/src/x.ts`,
  ],
  '/ownership/queue': ({ team }) => ['', `?team=${team}`],
  '/retry-map': ({ team }) => ['', `?team=${team}`],
  '/retry-paths/[id]': (ids) => [`/${ids.path}`],
  '/scans/[id]': ({ scan }) => [`/${scan}`],

  '/api/v1/views': () => ['?page=findings'],
  '/api/v1/retry-paths/[id]': (ids) => [`/${ids.path}`],
  '/api/v1/retry-paths/[id]/questions': (ids) => [`/${ids.path}/questions`],
  '/api/v1/trends': () =>
    MEASURES.flatMap((measure) =>
      ['service', 'team', 'repository', 'rule'].map(
        (by) => `?measure=${measure}&by=${by}&from=${FROM}&to=${AT}&bucket=week`,
      ),
    ),
  '/api/v1/review': ({ team }) => ['', `?week=${WEEK}`, `?week=${WEEK}&team=${team}`],
  '/api/v1/review/export': () => [`?week=${WEEK}&format=json`],
  '/api/v1/review/compare': () => [COMPARED],
  '/api/v1/search': () => ['', '?q=file77', '?q=message', '?q=repository-7', '?q=method7777'],
  '/api/v1/flows': ({ repository }) => [`?repository=${repository}`],
  '/api/v1/findings': ({ team }) => ['', `?team=${team}`, `?measure=unowned-decisions&at=${PAST}`],
  '/api/v1/findings/[id]': ({ decision }) => [`/${decision}`],
  '/api/v1/findings/facets': ({ repository, team }) => [
    ...['', ...MEASURES.map((measure) => `?measure=${measure}`), `?repository=${repository}`],
    ...[`?team=${team}`, '?q=method7777', `?at=${PAST}&measure=unowned-decisions`, `?at=${PAST}`],
  ],
  '/api/v1/ownership/codeowners': ({ repository }) => [`?repository=${repository}`],
  '/api/v1/ownership/who': ({ repository }) => [
    `?repository=${repository}&path=services/0/src/x.ts`,
  ],
  '/api/v1/ownership/decisions/[id]': ({ decision }) => [`/${decision}`],
  '/api/v1/ownership/inbox': ({ team }) => ['', `?team=${team}`, '?age=90%2B', '?candidate=none'],
  '/api/v1/scans': () => ['?repository=repository-7'],
}

/** Why an answer is not measured. */
export const LEFT_OUT: Record<string, string> = {
  '/welcome': 'for those who are not signed in; reads no findings',
  '/sign-in': 'for those who are not signed in; reads no findings',
  '/api/auth/[...all]': 'signing in; reads no findings',
  '/repositories/[id]/branches': 'a branch beside the default one; these worlds have none',
  '/api/v1/findings/export': 'a file of all rows asked for, which grows by intent',
  '/api/v1/ownership/audit/export': 'a file of all rows asked for, which grows by intent',
  '/api/v1/scans/[id]/upload': 'a file as it was uploaded; these worlds have none',
  '/api/v1/scans/[id]': 'the receipt of an upload; these worlds have none',
  '/api/v1/flows/[id]': 'a flow; these worlds have no flow segments',
}

const api = path.join(root, 'app/api')

/** Routes that answer GET, as `/api/v1/scans/[id]`. */
const apiRoutes = readdirSync(api, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .filter((file) => /^export const .*\bGET\b/m.test(readFileSync(path.join(api, file), 'utf8')))
  .map((file) => `/api/${path.dirname(file).split(path.sep).join('/')}`)

/**
 * Addresses of every page and every answer of the interface, of pages first. One with a parameter in
 * its path that nothing above speaks of throws: nothing is left out in silence.
 */
export function addressesOf(ids: Ids): string[] {
  const routes = [...pageRoutes, ...apiRoutes.sort()]
  return routes.flatMap((route) => {
    if (LEFT_OUT[route] !== undefined) return []
    const asked = ASKED[route]
    if (asked === undefined && route.includes('['))
      throw new Error(`bench/addresses.ts lacks ${route}`)
    const [before = ''] = route.split('/[')
    return (asked?.(ids) ?? ['']).map((rest) => `${before}${rest}`)
  })
}
