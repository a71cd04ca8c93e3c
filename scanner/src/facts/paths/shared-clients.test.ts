import { describe, expect, it } from 'vitest'
import { assembledOf } from '../testing'

const SCRIPT = {
  'package.json': '{"name":"app","dependencies":{"stripe":"17.4.0","axios-retry":"4.0.0"}}',
}
const route = (name: string, load: string) => `import express from 'express'
import { ${name} } from './users'
const app = express()
app.get('/u', async (req, res) => { res.json(await ${load}) })`
const view = `from flask import Flask
from users import load
app = Flask(__name__)
@app.route("/u")
def u():
    return load()
`

interface Flow {
  outgoing: { label: string }
  naive: unknown
  gated: unknown
}
/** Where requests go, with attempts as written and after what takes factors away. */
const ends = async (sources: Record<string, string>, manifests = {}) =>
  (await assembledOf(sources, manifests))
    .filter(({ rule }) => rule === 'flow/segment')
    .map(({ data }) => (data as { flow: Flow }).flow)
    .map(({ outgoing, naive, gated }) => `${outgoing.label}: ${naive}, ${gated}`)

describe('clients that are made elsewhere than where they are called', () => {
  const retrying = (more = '') => `import axios from 'axios'
import axiosRetry from 'axios-retry'
const api = axios.create({ baseURL: 'https://users' })
axiosRetry(api, { retries: 2 ${more} })`

  it.each([
    ["api.get('/x')", '', ['GET https://users/x: 3, 3']],
    ["api.post('/x', order)", '', ['POST https://users/x: 3, 1']],
    ["api.post('/x', order)", ', retryCondition: () => true', ['POST https://users/x: 3, 3']],
    ['api.get(key)', '', ['axios-retry get: 3, 3']],
  ])('repeat as the file that makes them says: %s%s', async (call, more, expected) => {
    const users = (from: string) => `import ${from} from './api'\nexport const load = () => ${call}`
    const sources = (told: string, from: string) => ({
      'api.ts': `${retrying(more)}\n${told}`,
      'users.ts': users(from),
      'route.ts': route('load', 'load()'),
    })
    expect(await ends(sources('export default api', 'api'), SCRIPT)).toEqual(expected)
    expect(await ends(sources('export { api }', '{ api }'), SCRIPT)).toEqual(expected)
  })

  it('are none where a name is shared by what is no client', async () => {
    const sources = {
      'api.ts': 'const api = new Map()\nexport default api',
      'users.ts': "import api from './api'\nexport const load = () => api.get('/x/y')",
      'route.ts': route('load', 'load()'),
    }
    expect(await ends(sources, SCRIPT)).toEqual(['no further call: 1, 1'])
  })

  it.each([
    [
      "import axios from 'axios'\nimport axiosRetry from 'axios-retry'",
      'http = axios.create()\n  constructor() { axiosRetry(this.http, { retries: 4 }) }',
      "this.http.get('https://users/x')",
      ['GET https://users/x: 5, 5'],
    ],
    [
      "import axios from 'axios'",
      'protected http = axios.create()',
      "this.http.get('https://users/x')",
      ['GET https://users/x: 1, 1'],
    ],
    [
      "import Stripe from 'stripe'",
      'stripe: Stripe\n  constructor() { this.stripe = new Stripe(key, { maxNetworkRetries: 3 }) }',
      'this.stripe.charges.create(x)',
      ['stripe charges.create: 4, 4'],
    ],
  ])('are inherited from a class that makes them: %s', async (imports, body, call, expected) => {
    const sources = {
      'base.ts': `${imports}\nexport abstract class Base {\n  ${body}\n}`,
      'users.ts': `import { Base } from './base'\nclass Users extends Base {\n  load() { return ${call} }\n}\nexport const users = new Users()`,
      'route.ts': route('users', 'users.load()'),
    }
    expect(await ends(sources, SCRIPT)).toEqual(expected)
  })

  it("are what a class extends of a library's", async () => {
    const source = `import { RESTDataSource } from '@apollo/datasource-rest'
class Users extends RESTDataSource {
  override baseURL = 'https://users/'
  load() { return this.get(\`orders/\${id}\`) }
}
export const users = new Users()`
    const sources = { 'users.ts': source, 'route.ts': route('users', 'users.load()') }
    expect(await ends(sources, SCRIPT)).toEqual(['GET https://users/orders/{}: 1, 1'])
    const session = `import requests
class Users(requests.Session):
    def load(self):
        return self.get("https://users/x")
users = Users()
def load():
    return users.load()
`
    expect(await ends({ 'users.py': session, 'app.py': view })).toEqual([
      'GET https://users/x: 1, 1',
    ])
  })
})

describe('a client that a function is handed', () => {
  const CLIENTS = (options: string) => `import { WebClient } from '@slack/web-api'
export class Clients {
  static async clientFor(token: string) {
    switch (token) {
      case 'slack': return new WebClient(token, ${options}) as WebClient
      default: throw new Error()
    }
  }
  static async exchange(code: string) {
    const client = new WebClient()
    return await client.oauth.v2.access({ code })
  }
}`
  const CHANNELS = (made: string) => `import { type WebClient } from '@slack/web-api'
import { Clients } from './clients'
export async function load() {
  const client = ${made}
  const channels = await conversationsOf(client)
  return channels
}
async function conversationsOf(client: WebClient) { return await client.conversations.list({}) }`
  const channels = async (made: string, options: string) =>
    (
      await ends({
        'clients.ts': CLIENTS(options),
        'users.ts': CHANNELS(made),
        'route.ts': route('load', 'load()'),
      })
    ).filter((one) => one.includes('list'))

  it.each([
    ['await Clients.clientFor(token)', '{ retryConfig: { retries: 2 } }', 3],
    ['await Clients.clientFor(token)', '{}', 11],
    ['await somebody()', '{ retryConfig: { retries: 2 } }', 11],
  ])('repeats as whoever hands it over made it: %s, %s', async (made, options, attempts) => {
    expect(await channels(made, options)).toEqual([
      `@slack/web-api conversations.list: ${attempts}, ${attempts}`,
    ])
  })

  it('repeats as the caller made it itself', async () => {
    const made = 'new WebClient(token, { retryConfig: { retries: 4 } })\n  await client.auth.test()'
    const sources = { 'users.ts': CHANNELS(made).replace('type WebClient', 'WebClient') }
    const found = await ends({ ...sources, 'route.ts': route('load', 'load()') })
    expect(found).toContain('@slack/web-api conversations.list: 5, 5')
  })
})

describe('sessions of requests', () => {
  const imports = `import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry
`
  const session = (retry: string) => `${imports}
def connect():
    s = requests.Session()
    ${retry}
    s.mount("https://", adapter)
    s.mount("http://", adapter)
    return s
`
  const users = (method: string) => `from connecting import connect
def load():
    session = connect()
    return session.${method}("https://users/x")
`

  it.each([
    ['adapter = HTTPAdapter(max_retries=3)', 'get', ['GET https://users/x: 4, 4']],
    [
      'retry = Retry(total=3, backoff_factor=1)\n    adapter = HTTPAdapter(max_retries=retry)',
      'get',
      ['GET https://users/x: 4, 4'],
    ],
    ['adapter = HTTPAdapter(max_retries=Retry(total=3))', 'post', ['POST https://users/x: 4, 1']],
    [
      'adapter = HTTPAdapter(max_retries=Retry(total=3, allowed_methods=["GET", "POST"]))',
      'post',
      ['POST https://users/x: 4, 4'],
    ],
    [
      'adapter = TimeoutHTTPAdapter(max_retries=Retry(total=2, allowed_methods=None))',
      'post',
      ['POST https://users/x: 3, 3'],
    ],
    ['adapter = HTTPAdapter(pool_maxsize=5)', 'get', ['GET https://users/x: 1, 1']],
  ])(
    'repeat what the adapter repeats that is mounted on them: %s',
    async (retry, method, expected) => {
      const sources = { 'connecting.py': session(retry), 'users.py': users(method), 'app.py': view }
      expect(await ends(sources)).toEqual(expected)
    },
  )

  it('repeat also where a class holds them', async () => {
    const source = `${imports}
class Users:
    def __init__(self):
        self.session = requests.Session()
        self.session.mount("https://", HTTPAdapter(max_retries=Retry(total=3)))
    def load(self):
        return self.session.get("https://users/x")
users = Users()
def load():
    return users.load()
`
    expect(await ends({ 'users.py': source, 'app.py': view })).toEqual([
      'GET https://users/x: 4, 4',
    ])
  })
})

describe('clients that are handed over', () => {
  const upload = (send: string) => `import { S3Client } from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import express from 'express'
const app = express()
class Store {
  private s3: S3Client
  constructor() { this.s3 = new S3Client({ maxAttempts: 5 }) }
  async save(params) { ${send} }
}
const store = new Store()
app.put('/u', async (req, res) => { await store.save(req.body) })`

  it.each([
    'await new Upload({ client: this.s3, params }).done()',
    'const sent = new Upload({ client: this.s3, params })\n await sent.done()',
  ])('repeat what is sent through them: %s', async (send) => {
    const [end = ''] = await ends({ 'a.ts': upload(send) })
    expect(end).toMatch(/done: 5, 5$/)
  })

  it('are not sent through where another is', async () => {
    const send = 'await new Upload({ client: other(), params }).done()'
    expect((await ends({ 'a.ts': upload(send) })).join()).not.toMatch(/: 5, 5/)
  })
})

it('what only gives the next handle of an SDK is no call that is repeated', async () => {
  const driver = (call: string) => `import { BlobServiceClient } from '@azure/storage-blob'
import express from 'express'
const app = express()
class Store {
  private make() { return new BlobServiceClient(url) }
  save(path) { return ${call} }
}
const store = new Store()
app.put('/u', async (req, res) => { res.json(await store.save(req.path)) })`
  const handle = 'this.make().getContainerClient(name)'
  expect(await ends({ 'a.ts': driver(handle) })).toEqual(['no further call: 1, 1'])
  expect(await ends({ 'a.ts': driver('this.make().createContainer(name)') })).toEqual([
    '@azure/storage-blob createContainer: 4, 4',
  ])
})

it.each([
  ['bucket.Bucket("x").upload_file("y")', ['boto3 Bucket().upload_file: 5, 5']],
  ['client.get_paginator("x").paginate()', ['boto3 get_paginator().paginate: 5, 5']],
  ['client.upload_file("y")', ['boto3 upload_file: 5, 5']],
  ['bucket.Bucket("x")', ['no further call: 1, 1']],
])('what a handle of an SDK sends is sent, the handle is not: %s', async (call, expected) => {
  const made = 'import boto3\nbucket = boto3.resource("s3")\nclient = boto3.client("s3")\n'
  const users = (from: string) => `${from}\ndef load():\n    return ${call}\n`
  const elsewhere = { 'made.py': made, 'users.py': users('from made import bucket, client') }
  expect(await ends({ ...elsewhere, 'app.py': view })).toEqual(expected)
  expect(await ends({ 'users.py': users(made), 'app.py': view })).toEqual(expected)
})

describe("templates that an application's container gives", () => {
  const service = `package shop;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.web.client.RestTemplate;
class Orders {
  private final RetryTemplate retries;
  private final RestTemplate rest;
  String load() { return retries.invoke(() -> rest.getForObject("http://stock/x", String.class)); }
}`
  const config = (...beans: string[]) => `package shop;
import org.springframework.core.retry.*;
class Config {
  ${beans.map((made, at) => `@Bean RetryTemplate r${at}() { return new RetryTemplate(${made}); }`).join('\n')}
}`
  const policy = (retries: string) => `RetryPolicy.builder().maxRetries(${retries}).build()`

  it.each([
    [[], '4, 4'],
    [[policy('6')], '7, 7'],
    [[policy('6'), policy('6')], '7, 7'],
    [[policy('6'), policy('2')], 'unknown, unknown'],
    [[policy('properties.getRetries()')], 'unknown, unknown'],
    [[''], '4, 4'],
  ])('repeat as their beans say: %s', async (beans, sum) => {
    const root = 'src/main/java/shop'
    const sources = { [`${root}/Orders.java`]: service, [`${root}/Config.java`]: config(...beans) }
    expect(await ends(sources)).toEqual([`GET http://stock/x: ${sum}`])
  })

  const of = (pkg: string, body: string) => `package shop;
import org.springframework.${pkg}.*;
class Config {
  @Bean RetryTemplate retries() { ${body} }
  @Bean RetryTemplate further() { ${body} }
}`
  it.each([
    ['RetryTemplate t = new RetryTemplate(); t.setRetryPolicy(policy(8)); return t;', 'unknown'],
    ['RetryTemplate t = new RetryTemplate(); t.setRetryPolicy(new Never()); return t;', 'unknown'],
    ['return new RetryTemplate(ownPolicy);', 'unknown'],
    ['return Templates.common();', 'unknown'],
    ['RetryTemplate t = new RetryTemplate(); t.setRetryListener(log); return t;', '4'],
  ])('repeat a number that is known only where their bean is read: %s', async (body, sum) => {
    const root = 'src/main/java/shop'
    const bean = of('core.retry', body)
    const sources = { [`${root}/Orders.java`]: service, [`${root}/Config.java`]: bean }
    expect(await ends(sources)).toEqual([`GET http://stock/x: ${sum}, ${sum}`])
  })

  it.each([
    ['return RetryTemplate.builder().maxAttempts(6).fixedBackoff(10).build();', '6'],
    ['return RetryTemplate.builder().fixedBackoff(10).build();', '3'],
    ['return RetryTemplate.builder().infiniteRetry().build();', 'unknown'],
  ])('repeat as the whole of a chain says: %s', async (body, sum) => {
    const root = 'src/main/java/shop'
    const bean = of('retry.support', body)
    const own = service.replace('core.retry', 'retry.support').replace('invoke', 'execute')
    const sources = { [`${root}/Orders.java`]: own, [`${root}/Config.java`]: bean }
    expect(await ends(sources)).toEqual([`GET http://stock/x: ${sum}, ${sum}`])
  })

  it.each([
    ['private final RetryTemplate retries = new RetryTemplate();', ''],
    ['', 'RetryTemplate retries = new RetryTemplate(); '],
    ['', 'RetryTemplate retries = Templates.few(); '],
  ])('say nothing of a template that is made where it is used: %s%s', async (field, local) => {
    const root = 'src/main/java/shop'
    const own = service
      .replace('private final RetryTemplate retries;', field)
      .replace('return', `${local}return`)
    const sources = { [`${root}/Orders.java`]: own, [`${root}/Config.java`]: config(policy('6')) }
    expect(await ends(sources)).toEqual(['GET http://stock/x: 4, 4'])
  })
})

it.each([
  ['open_store', ['boto3 put_object: 5, 5']],
  ['read_file', ['no further call: 1, 1']],
  ['read_file', ['boto3 put_object: 5, 5'], 'client'],
  ['upload_client', ['boto3 put_object: 5, 5'], 'client'],
])(
  'what %s gives is a client only where it is made there',
  async (name, expected, back = 'made') => {
    const store = `import boto3
def ${name}(key):
    client = boto3.client("s3")
    made = client.head_object(Key=key)
    return ${back}
`
    const view = `from flask import Flask
from store import ${name}
app = Flask(__name__)
@app.route("/u")
def u():
    with ${name}("a") as held:
        return held.put_object(Key="b")
`
    const found = await ends({ 'store.py': store, 'view.py': view })
    expect(found.filter((one) => !one.includes('head_object'))).toEqual(
      expected.filter((one) => !one.startsWith('no further')),
    )
  },
)

it.each([
  'function searchClient() { return new Stripe(key) }',
  'const searchClient = () => new Stripe(key)',
  'function searchClient() { const made = new Stripe(key); return made }',
])('a client that is given back is one, whatever gives it is called: %s', async (maker) => {
  const sources = {
    'made.ts': `import Stripe from 'stripe'\nexport ${maker}`,
    'users.ts': `import { searchClient } from './made'
export function load() { const held = searchClient(); return held.charges.create(x) }`,
    'route.ts': route('load', 'load()'),
  }
  expect(await ends(sources, SCRIPT)).toEqual(['stripe charges.create: 3, 3'])
})
