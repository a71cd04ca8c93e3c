import type { World } from './permission.world.fixture'

/** Who asks, in this order in every row below. */
export const ASKERS = [
  'nobody',
  'viewer',
  'member of another team',
  'lead of another team',
  'lead',
  'admin',
  'token of another repository',
] as const
export type Asker = (typeof ASKERS)[number]

/** `ok` is any answer below 400; a number is that status. */
type Expected = 'ok' | number

export interface Case {
  /** Where a route is asked for more than one thing. */
  what?: string
  /** In the order of ASKERS. */
  expected: readonly [Expected, Expected, Expected, Expected, Expected, Expected, Expected]
  /** A request that would succeed for whoever may make it; made anew for each who asks. */
  ask?(world: World, asker: Asker): Promise<Ask> | Ask
}

export interface Ask {
  query?: Record<string, string>
  params?: Record<string, string>
  body?: unknown
  /** Instead of JSON. */
  raw?: BodyInit
}

export const EVERYBODY = ['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'] as const
export const READ = [401, 'ok', 'ok', 'ok', 'ok', 'ok', 403] as const
export const UNKNOWN = [401, 404, 404, 404, 404, 404, 403] as const
export const MEMBERS = [401, 403, 'ok', 'ok', 'ok', 'ok', 403] as const
/** What binds the team that is asked about; and what is for whoever leads any. */
export const ITS_LEADS = [401, 403, 403, 403, 'ok', 'ok', 403] as const
export const LEADS = [401, 403, 403, 'ok', 'ok', 'ok', 403] as const
export const ADMINS = [401, 403, 403, 403, 403, 'ok', 403] as const

export const shop = ({ shop }: World): Ask => ({ query: { repository: shop } })
export const read = (query?: Record<string, string>): Case[] => [
  { expected: READ, ask: () => ({ query }) },
]
