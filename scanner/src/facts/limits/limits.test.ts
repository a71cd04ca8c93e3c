import { describe, expect, it } from 'vitest'
import type { Language } from '../../model'
import { assembledOf, read } from '../testing'
import { LIMITS } from './tables'

type Row = [source: string, limits: string[]]

const NONE = 'none: waits for ever'

async function limitsOf(language: Language, source: string): Promise<string[]> {
  const { limits = [] } = await read(language, source)
  return limits.map(({ kind, mechanism, value }) => `${kind} ${mechanism} ${value}`)
}

const SCRIPT: Row[] = [
  ['fetch(u, { signal: AbortSignal.timeout(5000) })', ['timeout fetch 5 s']],
  [
    'const f = () => fetch(u)',
    ['timeout fetch none of its own; Node gives up after 300 s without headers or body'],
  ],
  ['fetch(u, options)', ['timeout fetch not written here']],
  ['fetch(u, { signal: c.signal })', ['timeout fetch c.signal']],
  ["import { fetch } from './mine'\nfetch(u)", []],
  ["import axios from 'axios'\naxios.get(u, { timeout: 2500 })", ['timeout axios 2.5 s']],
  ["import axios from 'axios'\naxios.post(u, body, { timeout: 0 })", [`timeout axios ${NONE}`]],
  ["import axios from 'axios'\naxios(u)", [`timeout axios ${NONE}`]],
  [
    "import axios from 'axios'\nconst c = axios.create({ timeout: 30 * 1000 })",
    ['timeout axios 30 s'],
  ],
  [
    "import axios from 'axios'\nconst c = axios.create({})\nc.get(u, { timeout: 9 })",
    [`timeout axios ${NONE}`, 'timeout axios 9 ms'],
  ],
  ["import got from 'got'\ngot.get(u, { timeout: { request: 300 } })", ['timeout got 300 ms']],
  ["import got from 'got'\nconst c = got.extend({ timeout: 300 })", ['timeout got 300 ms']],
  ["import ky from 'ky'\nky.get(u)", ['timeout ky 10 s']],
  ["import ky from 'ky'\nconst c = ky.create({ timeout: false })", [`timeout ky ${NONE}`]],
  ["import fetch from 'node-fetch'\nfetch(u, { timeout: 4000 })", ['timeout node-fetch 4 s']],
  [
    "import { request } from 'undici'\nrequest(u, { headersTimeout: 1000 })",
    ['timeout undici 1 s'],
  ],
  [
    "import { Pool } from 'undici'\nconst p = new Pool(u, { connections: 8, bodyTimeout: 50 })",
    ['timeout undici 50 ms', 'pool undici 8'],
  ],
  [
    "import pTimeout from 'p-timeout'\npTimeout(work(), { milliseconds: 700 })",
    ['timeout p-timeout 700 ms'],
  ],
  ['const s = AbortSignal.timeout(60_000)', ['timeout AbortSignal 60 s']],
  ["import OpenAI from 'openai'\nconst c = new OpenAI()", ['timeout openai 10 min']],
  [
    "import Anthropic from '@anthropic-ai/sdk'\nconst c = new Anthropic({ timeout: 20_000 })",
    ['timeout @anthropic-ai/sdk 20 s'],
  ],
  ["import Stripe from 'stripe'\nconst c = new Stripe(key)", ['timeout stripe 80 s']],
  [
    "import { NodeHttpHandler } from '@smithy/node-http-handler'\nnew NodeHttpHandler({ requestTimeout: 3000 })",
    ['timeout @smithy/node-http-handler 3 s'],
  ],
  [
    "import CircuitBreaker from 'opossum'\nconst b = new CircuitBreaker(work, { timeout: 3000 })",
    ['breaker opossum 3 s'],
  ],
  [
    "import { circuitBreaker, handleAll } from 'cockatiel'\nconst b = circuitBreaker(handleAll, { halfOpenAfter: 10_000 })",
    ['breaker cockatiel 10 s'],
  ],
  ["import { timeout } from 'cockatiel'\nconst t = timeout(2000)", ['timeout cockatiel 2 s']],
  [
    "import { Pool } from 'pg'\nconst p = new Pool({ max: 20 })",
    ['pool pg 20', 'timeout pg none: waits for ever for a connection and for an answer'],
  ],
  [
    "import pg from 'pg'\nconst p = new pg.Pool({ connectionTimeoutMillis: 5000 })",
    ['pool pg 10 connections', 'timeout pg 5 s'],
  ],
  [
    "import mysql from 'mysql2/promise'\nconst p = mysql.createPool({ connectionLimit: 4 })",
    ['pool mysql2 4'],
  ],
  [
    "import knex from 'knex'\nconst k = knex({ pool: { min: 0, max: 7 } })",
    ['pool knex 7', 'timeout knex 60 s for a connection'],
  ],
  [
    "import { Sequelize } from 'sequelize'\nconst s = new Sequelize(url)",
    ['pool sequelize 5 connections'],
  ],
  [
    "import { MongoClient } from 'mongodb'\nconst c = new MongoClient(url, { maxPoolSize: 30 })",
    ['pool mongodb 30'],
  ],
  ["import mongoose from 'mongoose'\nmongoose.connect(url)", ['pool mongoose 100 connections']],
  [
    "import Redis from 'ioredis'\nconst r = new Redis({ commandTimeout: 500 })",
    ['timeout ioredis 500 ms'],
  ],
  [
    "import { PrismaClient } from '@prisma/client'\nconst p = new PrismaClient()",
    [
      'pool @prisma/client what connection_limit of its URL says, else twice the CPUs and one; 10 s for a connection',
    ],
  ],
  ['db.$transaction(work, { timeout: 10_000 })', ['timeout @prisma/client transaction 10 s']],
]

const PYTHON: Row[] = [
  ['import requests\nrequests.get(u, timeout=5)', ['timeout requests 5 s']],
  ['import requests\nrequests.post(u, json=x)', [`timeout requests ${NONE}`]],
  ['from requests import get\nget(u, timeout=(3.05, 27))', ['timeout requests (3.05, 27)']],
  ['import requests\nrequests.get(u, timeout=None)', [`timeout requests ${NONE}`]],
  ['import requests\ns = requests.Session()\ns.get(u)', [`timeout requests.Session ${NONE}`]],
  ['import httpx\nhttpx.get(u)', ['timeout httpx 5 s']],
  [
    'import httpx\nc = httpx.AsyncClient(timeout=httpx.Timeout(10), limits=httpx.Limits(max_connections=20))\nc.get(u, timeout=2)',
    ['timeout httpx 10 s', 'pool httpx httpx.Limits(max_connections=20)', 'timeout httpx 2 s'],
  ],
  [
    'import aiohttp\ns = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))\ns.get(u, timeout=3)',
    ['timeout aiohttp 60 s', 'timeout aiohttp 3 s'],
  ],
  ['import aiohttp\nc = aiohttp.TCPConnector(limit=0)', ['pool aiohttp 0']],
  ['import urllib3\np = urllib3.PoolManager()', [`timeout urllib3 ${NONE}`]],
  ['from urllib.request import urlopen\nurlopen(u, timeout=9)', ['timeout urllib.request 9 s']],
  ['import asyncio\nasyncio.wait_for(work(), timeout=1.5)', ['timeout asyncio 1.5 s']],
  ['import asyncio\nasyncio.timeout(4)', ['timeout asyncio 4 s']],
  ['from openai import OpenAI\nc = OpenAI(timeout=20)', ['timeout openai 20 s']],
  [
    'from botocore.config import Config\nc = Config(read_timeout=5)',
    ['timeout botocore.config 5 s', 'pool botocore.config 10 connections'],
  ],
  [
    'from sqlalchemy import create_engine\ne = create_engine(u, pool_size=3)',
    ['pool sqlalchemy 3', 'timeout sqlalchemy 30 s for a connection, none for an answer'],
  ],
  ['import asyncpg\np = asyncpg.create_pool(max_size=6)', ['pool asyncpg 6']],
  [
    'from psycopg_pool import ConnectionPool\np = ConnectionPool(u)',
    ['pool psycopg_pool 4 connections'],
  ],
  ['import redis\nr = redis.Redis(socket_timeout=2)', ['timeout redis 2 s']],
  [
    'import pybreaker\nb = pybreaker.CircuitBreaker()',
    ['breaker pybreaker opens after 5 failures, for 60 s'],
  ],
  [
    'from celery import shared_task\n@shared_task(time_limit=120)\ndef work():\n    pass',
    ['timeout celery 2 min'],
  ],
]

const java = (imports: string, body: string) =>
  `${imports
    .split(' ')
    .map((name) => `import ${name};`)
    .join('\n')}\nclass A { void f() { ${body} } }`

const JAVA: Row[] = [
  [
    java('org.springframework.web.client.RestTemplate', 'var r = new RestTemplate();'),
    ['timeout RestTemplate none of its own: that of its request factory, by default none'],
  ],
  [
    java(
      'org.springframework.http.client.SimpleClientHttpRequestFactory',
      'f.setReadTimeout(5000);',
    ),
    ['timeout Spring request factory 5 s'],
  ],
  [
    java(
      'org.springframework.boot.web.client.RestTemplateBuilder',
      'b.setConnectTimeout(Duration.ofSeconds(2)).build();',
    ),
    ['timeout RestTemplateBuilder 2 s'],
  ],
  [
    java(
      'reactor.netty.http.client.HttpClient',
      'var c = HttpClient.create().responseTimeout(Duration.ofMillis(800));',
    ),
    ['timeout Reactor Netty 800 ms'],
  ],
  [
    java('reactor.core.publisher.Mono', 'mono.timeout(Duration.ofMinutes(3));'),
    ['timeout Reactor 3 min'],
  ],
  [
    java(
      'org.springframework.web.reactive.function.client.WebClient',
      'c.get().retrieve().bodyToMono(X.class).timeout(Duration.ofSeconds(4));',
    ),
    ['timeout WebClient 4 s'],
  ],
  [
    'import org.springframework.cloud.openfeign.FeignClient;\n@FeignClient(name = "users")\ninterface Users { User get(); }',
    ['timeout Feign 10 s to connect, 60 s to read, unless configuration says otherwise'],
  ],
  [
    java('feign.Request', 'var o = new Request.Options();'),
    ['timeout Feign 10 s to connect, 60 s to read'],
  ],
  [
    java(
      'okhttp3.OkHttpClient java.util.concurrent.TimeUnit',
      'var c = new OkHttpClient.Builder().readTimeout(30, TimeUnit.SECONDS).build();',
    ),
    ['timeout OkHttp 30 s'],
  ],
  [
    java('java.net.http.HttpRequest', 'HttpRequest.newBuilder().timeout(Duration.ofSeconds(7));'),
    ['timeout java.net.http 7 s'],
  ],
  [
    java('java.util.concurrent.CompletableFuture', 'future.orTimeout(2, TimeUnit.SECONDS);'),
    ['timeout CompletableFuture 2 s'],
  ],
  [
    'import io.github.resilience4j.circuitbreaker.annotation.CircuitBreaker;\nclass A { @CircuitBreaker(name = "users") void f() { api.get(); } }',
    ['breaker resilience4j "users"'],
  ],
  [
    'import io.github.resilience4j.timelimiter.annotation.TimeLimiter;\nclass A { @TimeLimiter(name = "users") void f() { api.get(); } }',
    ['timeout resilience4j TimeLimiter "users"'],
  ],
  [
    'import io.github.resilience4j.bulkhead.annotation.Bulkhead;\nclass A { @Bulkhead(name = "users") void f() { api.get(); } }',
    ['pool resilience4j Bulkhead "users"'],
  ],
  [
    java(
      'io.github.resilience4j.circuitbreaker.CircuitBreaker',
      'var b = CircuitBreaker.ofDefaults("users");',
    ),
    ['breaker resilience4j "users"'],
  ],
  [
    java(
      'com.zaxxer.hikari.HikariConfig',
      'c.setMaximumPoolSize(12); c.setConnectionTimeout(30000);',
    ),
    ['pool HikariCP 12', 'timeout HikariCP 30 s'],
  ],
]

const go = (imports: string, body: string) =>
  `package a\nimport (\n${imports
    .split(' ')
    .map((name) => `"${name}"`)
    .join('\n')}\n)\nfunc f() { ${body} }`

const GO: Row[] = [
  [go('net/http time', 'c := &http.Client{Timeout: 10 * time.Second}'), ['timeout net/http 10 s']],
  [go('net/http', 'c := http.Client{}'), [`timeout net/http ${NONE}`]],
  [go('net/http', 'r, err := http.Get(u)'), [`timeout net/http default client ${NONE}`]],
  [go('net/http', 't := &http.Transport{MaxConnsPerHost: 9}'), ['pool net/http Transport 9']],
  [
    go('context time', 'ctx, cancel := context.WithTimeout(ctx, 300*time.Millisecond)'),
    ['timeout context 300 ms'],
  ],
  [go('database/sql', 'db.SetMaxOpenConns(25)'), ['pool database/sql 25']],
  [
    go('github.com/redis/go-redis/v9', 'c := redis.NewClient(&redis.Options{PoolSize: 5})'),
    ['pool go-redis 5', 'timeout go-redis 3 s'],
  ],
  [
    go('github.com/go-resty/resty/v2 time', 'c := resty.New().SetTimeout(time.Minute)'),
    ['timeout resty 60 s'],
  ],
  [
    go('github.com/sony/gobreaker time', 's := gobreaker.Settings{Timeout: 5 * time.Second}'),
    ['breaker gobreaker 5 s'],
  ],
]

describe.each([
  ['typescript', SCRIPT, 'script'],
  ['python', PYTHON, 'python'],
  ['java', JAVA, 'java'],
  ['go', GO, 'go'],
] as const)('%s', (language, rows, family) => {
  it.each(rows)('%s', async (source, limits) => {
    expect(await limitsOf(language, source)).toEqual(limits)
  })

  it('has an example of every row', async () => {
    const seen = new Set<string>()
    for (const [source] of rows) {
      for (const { kind, mechanism } of (await read(language, source)).limits ?? []) {
        seen.add(`${kind} ${mechanism}`)
      }
    }
    const named = new Set(LIMITS[family].map(({ kind, mechanism }) => `${kind} ${mechanism}`))
    expect([...seen].sort()).toEqual([...named].sort())
  })
})

it('says nothing of tests', async () => {
  expect(await limitsOf('typescript', "import { it } from 'vitest'\nfetch(u)")).toEqual([])
})

describe('along a flow', () => {
  const limitsIn = async (sources: Record<string, string>) =>
    (await assembledOf(sources)).flatMap(({ rule, data }) => {
      if (rule !== 'flow/segment') return []
      const { limits = [] } = (data?.flow ?? {}) as {
        limits?: { at: number; kind: string; value: string; path: string }[]
      }
      return [limits.map(({ at, kind, value, path }) => `${at} ${kind} ${value} ${path}`)]
    })
  const route = `import express from 'express'
import { load } from './load'
const app = express()
app.get('/orders', async () => load())
`

  it('a call has its own limit and that of what waits around it, not those of other calls', async () => {
    const load = `export async function load() {
  const other = await fetch('https://other.internal/b')
  return fetch('https://users.internal/a', { signal: AbortSignal.timeout(900) })
}`
    const limits = await limitsIn({ 'app.ts': route, 'load.ts': load })
    expect(limits.sort()).toEqual([
      ['1 timeout 900 ms load.ts'],
      ['1 timeout none of its own; Node gives up after 300 s without headers or body load.ts'],
    ])
  })

  it('a client made elsewhere brings its limits along', async () => {
    const sources = {
      'app.ts': route,
      'load.ts': `import { users } from './users'
export const load = () => users.get('https://users.internal/a')`,
      'users.ts': `import axios from 'axios'
export const users = axios.create({ timeout: 1200 })
export const others = axios.create({ timeout: 7 })`,
    }
    const withCall = {
      ...sources,
      'load.ts': `import { users } from './users'
export async function load() {
  await users.get('/a')
  return fetch('https://users.internal/a')
}`,
    }
    expect((await limitsIn(withCall)).flat()).toContain('1 timeout 1.2 s users.ts')
    expect((await limitsIn(withCall)).flat().join()).not.toContain('7 ms')
  })
})
