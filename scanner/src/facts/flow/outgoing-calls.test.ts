import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { outgoing } from './testing'

describe('outgoing calls', () => {
  const cases: [Language, string, string, string[]][] = [
    [
      'typescript',
      'fetch',
      `export const f = (id) => fetch(\`\${process.env.USERS_URL}/users/\${id}\`, { method: 'POST' })`,
      ['http POST {env:USERS_URL}/users/{}'],
    ],
    [
      'python',
      'clients that a `with` holds',
      `import aiohttp
import httpx
async def f(order):
    async with aiohttp.ClientSession() as session, httpx.AsyncClient(base_url="https://users") as users:
        async with session.post("https://orders/x", json=order) as answer:
            return await users.get("/y"), answer.get("z")
def g():
    try:
        return h()
    except KeyError as users:
        return users.get("w")`,
      ['http POST https://orders/x', 'http GET https://users/y'],
    ],
    [
      'typescript',
      'fetch by its whole name',
      "export const f = () => globalThis.fetch('https://users/x') && own.fetch('https://users/y')",
      ['http GET https://users/x'],
    ],
    [
      'python',
      'a `get` of what was asked for',
      `import requests
def f():
    found = requests.get("https://users/x").json()
    return found.get("error")`,
      ['http GET https://users/x'],
    ],
    [
      'python',
      'a session that is entered by hand',
      `import requests
def f():
    session = requests.Session().__enter__()
    return session.get("https://users/x")`,
      ['http GET https://users/x'],
    ],
    [
      'typescript',
      'an agent that is set up in a chain, and what was asked for in one',
      `import request from 'superagent'
import got from 'got'
import axios from 'axios'
const agent = request.agent().timeout(5)
export async function f() {
  const found = await got('https://orders/x').json()
  const more = await got.post('https://orders/y').json()
  const last = (await axios('https://orders/z')).data
  return agent.get('https://users/x') || found.get('a') || more.get('b') || last.get('c')
}`,
      [
        'http GET https://orders/x',
        'http POST https://orders/y',
        'http GET https://orders/z',
        'http GET https://users/x',
      ],
    ],
    [
      'typescript',
      'axios',
      "import axios from 'axios'\nconst api = axios.create({ baseURL: 'http://users:8080' })\nexport const f = () => api.get('/users')",
      ['http GET http://users:8080/users'],
    ],
    [
      'typescript',
      'bases of two classes',
      `import { RESTDataSource } from '@apollo/datasource-rest'
import axios from 'axios'
class Users extends RESTDataSource { baseURL = 'https://users/'; load() { return this.get('x') } }
class Orders extends RESTDataSource { baseURL = 'https://orders/'; load() { return this.get('y') } }
class Carts extends RESTDataSource { load() { return this.get('/z') } }
class A { http = axios.create({ baseURL: 'https://a' }); load() { return this.http.get('/a') } }
class B { constructor() { this.http = axios.create({ baseURL: 'https://b' }) } load() { return this.http.get('/b') } }
class C extends B { more() { return this.http.get('/c') } }`,
      [
        'http GET https://users/x',
        'http GET https://orders/y',
        'http GET /z',
        'http GET https://a/a',
        'http GET https://b/b',
        'http GET https://b/c',
      ],
    ],
    [
      'typescript',
      'environment taken apart',
      `const { USERS_URL = '', PORT } = process.env\nexport const f = () => fetch(\`\${USERS_URL}/users\`)\nexport const g = () => fetch(\`\${OTHER_URL}/users\`)`,
      ['http GET {env:USERS_URL}/users', 'http GET {}/users'],
    ],
    [
      'go',
      'fields from the environment',
      'package a\nimport "net/http"\ntype server struct { usersURL, otherURL string }\nfunc main() { s := new(server); mapEnv(&s.usersURL, "USERS_URL"); s.otherURL = os.Getenv("OTHER_URL") }\nfunc (s *server) f() { http.NewRequest("POST", s.usersURL+"/users", b); http.Get(s.otherURL + "/x") }',
      ['http POST {env:USERS_URL}/users', 'http GET {env:OTHER_URL}/x'],
    ],
    [
      'typescript',
      'a base with a default',
      `const BASE = process.env.USERS_URL ?? 'http://users'\nexport const f = () => fetch(\`\${BASE}/users\`)`,
      ['http GET {env:USERS_URL|http://users}/users'],
    ],
    [
      'python',
      'requests',
      'import os, requests\nBASE = os.environ["USERS_URL"]\ndef f(id):\n    return requests.get(f"{BASE}/users/{id}")\n',
      ['http GET {env:USERS_URL}/users/{}'],
    ],
    [
      'java',
      'WebClient',
      'class A { void f() { client.build().get().uri("http://users/{id}", id).retrieve(); } }',
      ['http GET http://users/{id}'],
    ],
    [
      'java',
      'RestClient with an address that a builder made',
      `import org.springframework.web.client.RestClient;
class A {
  private final RestClient rest;
  void f(Long id) {
    final URI url = UriComponentsBuilder.fromUriString(urls.media()).path("/medias/{id}").buildAndExpand(id).toUri();
    rest.get().uri(url).retrieve();
  }
  void g() {
    final URI url = UriComponentsBuilder.fromUriString("http://shop/").path("/items").path("/new").queryParam("a", 1).build().toUri();
    rest.post().uri(url).body(x).retrieve();
  }
  void h() { rest.put().uri(b -> b.path("/users/{id}").queryParam("q", 1).build(id)).retrieve(); }
  void i(URI url) { rest.get().uri(url).retrieve(); }
}`,
      [
        'http GET {}/medias/{id}',
        'http POST http://shop/items/new',
        'http PUT /users/{id}',
        'http GET rest.get',
      ],
    ],
    [
      'go',
      'net/http',
      'package a\nimport ("net/http"; "os"; "fmt")\nfunc f(id string) { http.Get(fmt.Sprintf("%s/users/%s", os.Getenv("USERS_URL"), id)) }',
      ['http GET {env:USERS_URL}/users/{}'],
    ],
  ]
  it.each(cases)('%s: %s', async (language, _, source, expected) => {
    expect(await outgoing(language, source)).toEqual(expected)
  })
})
