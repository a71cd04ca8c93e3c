import type { Family } from '../languages'

/** Calls that send an HTTP request: callee, or method of something made by a module. */
export interface HttpClient {
  on: Family
  /** Module of the callee, or of what the receiver was made by or typed with. */
  module: RegExp
  /** Member called, or method; the group is the HTTP method. */
  member: RegExp
  /** Position of the URL. */
  url: number
  /** Position of the HTTP method, when it is an argument. */
  method?: number
  /** Without an import: `fetch` is global. */
  global?: boolean
}

const VERBS = '(get|post|put|patch|delete|head|options)'

/** Signatures read in each library's documentation, November 2026. */
export const HTTP_CLIENTS: readonly HttpClient[] = [
  {
    on: 'script',
    module: /^(node-fetch|cross-fetch|undici|isomorphic-fetch|ofetch)$/,
    member: /^(fetch|default|request|ofetch|\$fetch)?$/,
    url: 0,
  },
  {
    on: 'script',
    module: /^$/,
    member: /^((globalThis|window|self)\.)?fetch$/,
    url: 0,
    global: true,
  },
  {
    on: 'script',
    module: /^(axios|got|ky|superagent|needle|request|request-promise(-native)?)$/,
    member: new RegExp(`^(?:default|request|${VERBS})?$`),
    url: 0,
  },
  {
    on: 'script',
    module: /^@nestjs\/axios$/,
    member: new RegExp(`^(?:axiosRef\\.)?${VERBS}$`),
    url: 0,
  },
  {
    on: 'script',
    module: /^(@apollo\/datasource-rest|apollo-datasource-rest)$/,
    member: new RegExp(`^${VERBS}$`),
    url: 0,
  },
  { on: 'python', module: /^(requests|httpx)(\.|$)/, member: new RegExp(`^${VERBS}$`), url: 0 },
  {
    on: 'python',
    module: /^(requests|httpx)(\.|$)/,
    member: /^(request|stream)$/,
    url: 1,
    method: 0,
  },
  { on: 'python', module: /^aiohttp(\.|$)/, member: new RegExp(`^${VERBS}$`), url: 0 },
  { on: 'python', module: /^urllib3(\.|$)/, member: /^request$/, url: 1, method: 0 },
  {
    on: 'java',
    module: /^org\.springframework\.web\.client$/,
    member: /^(get|post|put|patch|delete|exchange)(?:ForObject|ForEntity|ForLocation)?$/,
    url: 0,
    method: 1,
  },
  { on: 'go', module: /^net\/http$/, member: /^(Get|Post|Head|PostForm)$/, url: 0 },
  { on: 'go', module: /^net\/http$/, member: /^NewRequest$/, url: 1, method: 0 },
  { on: 'go', module: /^net\/http$/, member: /^NewRequestWithContext$/, url: 2, method: 1 },
]
