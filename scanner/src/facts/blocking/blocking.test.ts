import { describe, expect, it } from 'vitest'
import { findingsOf } from '../testing'

const told = async (sources: Record<string, string>) =>
  (await findingsOf(sources)).filter(({ rule }) => rule === 'pattern/blocking-in-async')
const ways = async (sources: Record<string, string>) =>
  (await told(sources)).map(({ data }) => `${data?.call} in ${[data?.through].flat().join(' > ')}`)

describe('what blocks an asyncio loop', () => {
  const py = (text: string) => ({
    'app/main_view.py': `import requests, time, asyncio, subprocess, httpx\n${text}`,
  })
  const cases: [string, string, string[]][] = [
    ['a request', 'async def show(u):\n  return requests.get(u)\n', ['requests.get in show']],
    [
      'a session',
      'async def show(u):\n  s = requests.Session()\n  return s.get(u)\n',
      ['s.get in show'],
    ],
    ['a sleep', 'async def show():\n  time.sleep(1)\n', ['time.sleep in show']],
    ['a program', 'async def show():\n  subprocess.run(["ls"])\n', ['subprocess.run in show']],
    [
      'behind a function',
      'def load(u):\n  return requests.get(u)\nasync def show(u):\n  return load(u)\n',
      ['requests.get in show > load'],
    ],
    [
      'one for a function',
      'async def show(u):\n  requests.get(u)\n  time.sleep(1)\n',
      ['requests.get in show'],
    ],
    [
      'what waits without blocking',
      'async def show(u):\n  await asyncio.sleep(1)\n  async with httpx.AsyncClient() as c:\n    await c.get(u)\n',
      [],
    ],
    ['a function nobody awaits', 'def show(u):\n  return requests.get(u)\n', []],
    ['a thread', 'async def show(u):\n  return await asyncio.to_thread(requests.get, u)\n', []],
    [
      'a thread for a function',
      'def load(u):\n  return requests.get(u)\nasync def show(u):\n  return await asyncio.to_thread(load, u)\n',
      [],
    ],
    [
      'a lambda for a thread',
      'def load(u):\n  return requests.get(u)\nasync def show(u):\n  return await loop.run_in_executor(None, lambda: load(u))\n',
      [],
    ],
    [
      'a function inside that is handed on',
      'async def show(u):\n  def work():\n    return requests.get(u)\n  return await asyncio.to_thread(work)\n',
      [],
    ],
    ['start-up', 'async def main():\n  time.sleep(1)\n', []],
  ]
  it.each(cases)('%s', async (_, text, expected) => {
    expect(await ways(py(text))).toEqual(expected)
  })

  it('goes through other files and gives the way as steps', async () => {
    const [found] = await told({
      'app/users.py': 'import requests\ndef load(u):\n  return requests.get(u)\n',
      'app/views.py': 'from app.users import load\nasync def show(u):\n  return load(u)\n',
    })
    expect(found).toMatchObject({
      path: 'app/users.py',
      symbol: 'load',
      snippet: 'requests.get(u)',
    })
    expect(found?.message).toBe(
      '`requests.get` waits for an answer over HTTP on the thread that serves everybody else: `show` runs there, through `load`.',
    )
    expect(found?.flow?.map(({ path, message }) => `${path} ${message}`)).toEqual([
      'app/views.py must not wait',
      'app/users.py calls load',
      'app/users.py requests.get waits for an answer over HTTP',
    ])
  })

  it('leaves scripts alone', async () => {
    expect(
      await told({ 'scripts/x.py': 'import time\nasync def go():\n  time.sleep(1)\n' }),
    ).toEqual([])
  })
})

describe('what blocks Node', () => {
  const password = `import bcrypt from 'bcryptjs'\nexport function isRight(a, b) { return bcrypt.compareSync(a, b) }`
  const server = (handler: string) => `import express from 'express'
import { readFileSync, existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { isRight } from './password'
const app = express()
${handler}`
  const cases: [string, string, string[]][] = [
    [
      'behind a handler',
      "app.post('/login', async (req, res) => { res.send(isRight(req.a, req.b)) })",
      ['bcrypt.compareSync in src/server.ts > isRight'],
    ],
    [
      'in a handler',
      "app.get('/x', (req, res) => { res.send(gzipSync(req.body)) })",
      ['gzipSync in src/server.ts'],
    ],
    ['a function that serves nobody', 'export async function pack(x) { return gzipSync(x) }', []],
    ['start-up', "const key = readFileSync('key')\napp.get('/x', (req, res) => res.send(key))", []],
    ['a small look', "app.get('/x', (req, res) => { res.send(existsSync('x')) })", []],
    [
      'what is kept',
      "let page\napp.get('/x', (req, res) => { if (page === undefined) page = readFileSync('x'); res.send(page) })",
      [],
    ],
  ]
  it.each(cases)('%s', async (_, handler, expected) => {
    const found = await ways({ 'src/server.ts': server(handler), 'src/password.ts': password })
    expect(found).toEqual(expected)
  })
})

describe('what blocks Reactor', () => {
  const java = (body: string) => ({
    'a/Orders.java': `package a; import reactor.core.publisher.Mono; import org.springframework.web.client.RestTemplate;
public class Orders { private RestTemplate rest; private Users users;
${body}
private User user(String id) { return users.find(id).block(); } }`,
  })
  const cases: [string, string, string[]][] = [
    [
      'block',
      'public Mono<Order> order(String id) { User u = users.find(id).block(); return of(u); }',
      ['users.find().block in Orders.order'],
    ],
    [
      'behind a method',
      'public Mono<Order> order(String id) { return of(user(id)); }',
      ['users.find().block in Orders.order > Orders.user'],
    ],
    [
      'a template',
      'public Mono<Order> order(String id) { return of(rest.getForObject(U, User.class)); }',
      ['rest.getForObject in Orders.order'],
    ],
    [
      'a sleep',
      'public Mono<Order> order(String id) { Thread.sleep(10); return of(id); }',
      ['Thread.sleep in Orders.order'],
    ],
    [
      'a thread that may wait',
      'public Mono<Order> order(String id) { return Mono.fromCallable(() -> rest.getForObject(U, User.class)).subscribeOn(Schedulers.boundedElastic()); }',
      [],
    ],
    [
      'a method that is not reactive',
      'public Order order(String id) { return of(rest.getForObject(U, User.class)); }',
      [],
    ],
  ]
  it.each(cases)('%s', async (_, body, expected) => {
    expect(await ways(java(body))).toEqual(expected)
  })
})
