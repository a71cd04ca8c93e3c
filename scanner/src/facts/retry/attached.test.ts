import { describe, expect, it } from 'vitest'
import { findingsOf, layersOf } from '../testing'

const told = async (path: string, source: string, manifest = {}) =>
  (await findingsOf({ [path]: source }, manifest))
    .filter(({ rule }) => rule === 'retry-path/duplicated')
    .map(({ data }) => data?.arithmetic)

const imports = `import requests
from requests.adapters import HTTPAdapter
from tenacity import retry, stop_after_attempt
`
const mark = '@retry(stop=stop_after_attempt(3))'

describe('retries that are attached to a client of Python', () => {
  const first = (number: number) => `def first():
    session = requests.Session()
    adapter = HTTPAdapter(max_retries=${number})
    session.mount("https://", adapter)
    return session.get("https://users/x")
`

  it('are not those of a plain client of another function', async () => {
    const second = (body: string) => `${imports}${first(4)}${mark}\ndef second(a):\n    ${body}\n`
    const plain = 'session = requests.Session()\n    session.get("https://orders/x")'
    expect(await told('a.py', second(plain))).toEqual([])
    const given = second('with open_session() as session:\n        session.get("https://orders/x")')
    expect(await told('a.py', given)).toEqual([])
  })

  it('are those of each function', async () => {
    const source = `${imports}${first(2)}${first(9).replace('first', 'second')}`
    expect(await layersOf('python', source)).toEqual([
      'client-setting requests 3 -> session.get',
      'client-setting requests 10 -> session.get',
    ])
  })

  it('hold for the file where the client is one of the file, but for no parameter', async () => {
    const source = `${imports}session = requests.Session()
session.mount("https://", HTTPAdapter(max_retries=4))
def load():
    return session.get("https://users/x")
def remove(session, user):
    session.delete(user)
`
    expect(await layersOf('python', source)).toEqual([
      'client-setting requests 5 ->',
      'client-setting requests 5 -> session.get',
    ])
  })

  it('follow a client into a field', async () => {
    const source = `${imports}class Users:
    def __init__(self):
        session = requests.Session()
        session.mount("https://", HTTPAdapter(max_retries=4))
        self.http = session
    def load(self):
        return self.http.get("https://users/x")
class Orders:
    def load(self):
        return self.http.get("https://orders/x")
`
    const layers = await layersOf('python', source)
    expect(layers.filter((one) => one.endsWith('get'))).toEqual([
      'client-setting requests 5 -> self.http.get',
    ])
  })
})

describe('retries that are attached to a client of TypeScript', () => {
  const lock = { 'package.json': '{"name":"app","dependencies":{"axios-retry":"4.0.0"}}' }
  const users = (again: string, other: string) => `import axios from 'axios'
import axiosRetry from 'axios-retry'
import pRetry from 'p-retry'
class Users {
  http = axios.create()
  constructor() { axiosRetry(this.http, { retries: 4 }) }
  load() { return ${again} }
}
class Orders {
  http = axios.create()
  load() { return ${other} }
}`
  const once = "this.http.get('https://users/x')"
  const twice = "pRetry(() => this.http.get('https://users/x'), { retries: 2 })"

  it('are those of fields of the same class', async () => {
    expect(await told('a.ts', users(once, twice), lock)).toEqual([])
    expect(await told('a.ts', users(twice, once), lock)).toEqual(['3 wrapper × 5 client = 15'])
  })

  it('are those of a parameter that declares a field', async () => {
    const source = users(twice, once)
      .replace('http = axios.create()', '')
      .replace('constructor()', 'constructor(private readonly http: AxiosInstance)')
      .replace('axiosRetry(this.http', 'axiosRetry(http')
    expect(await told('a.ts', source, lock)).toEqual(['3 wrapper × 5 client = 15'])
  })
})
