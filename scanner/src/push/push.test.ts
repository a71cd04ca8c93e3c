import { afterEach, describe, expect, it } from 'vitest'
import type { Scan } from '../history/types'
import { appliedCommits, pushDocument, waitForVerdict } from './client'
import { PushQueue } from './queue'
import { delayBefore, isTransient } from './retry'
import { type Seen, testServer } from './testing'

const ACCEPTED = { status: 202, body: { id: 'x', statusUrl: '/api/v1/scans/x' } }
const pauses: number[] = []
const pause = async (ms: number) => {
  pauses.push(ms)
}
let close: (() => Promise<void>) | null = null

async function serve(answer: Parameters<typeof testServer>[0]) {
  const server = await testServer(answer)
  close = server.close
  pauses.length = 0
  return { server: { url: server.url, pause }, seen: server.seen }
}
afterEach(async () => {
  await close?.()
  close = null
})

describe('pushDocument', () => {
  it('sends gzip with what it was told as parameters, and no others', async () => {
    const { server, seen } = await serve(() => ACCEPTED)
    await pushDocument(server, '{"a":1}', { repository: 'a/b', commit: 'c', category: 'code' })
    const [request] = seen
    expect(request?.body).toBe('{"a":1}')
    expect(request?.headers).toMatchObject({
      'content-type': 'application/sarif+json',
      'content-encoding': 'gzip',
    })
    expect(`${request?.url.pathname}${request?.url.search}`).toBe(
      '/api/v1/scans?repository=a%2Fb&commit=c&category=code',
    )
  })

  it('tries again when that may help, as long as the server asks', async () => {
    const { server, seen } = await serve((_, count) =>
      count < 3 ? { status: 503, headers: { 'retry-after': '2' } } : ACCEPTED,
    )
    await pushDocument(server, '{}', {})
    expect(seen).toHaveLength(3)
    expect(pauses).toEqual([2000, 2000])
  })

  it('gives up after four attempts', async () => {
    const { server, seen } = await serve(() => ({ status: 500, body: { error: 'broken' } }))
    await expect(pushDocument(server, '{}', {})).rejects.toThrow(/refused.*500.*broken/)
    expect(seen).toHaveLength(4)
  })

  it('does not repeat what the server refused, and says why', async () => {
    const { server, seen } = await serve(() => ({ status: 422, body: { reason: 'version 2.0.0' } }))
    await expect(pushDocument(server, '{}', {})).rejects.toThrow(/refused.*422.*version 2.0.0/)
    expect(seen).toHaveLength(1)
  })

  it('says that nobody is there', async () => {
    const { server } = await serve(() => ACCEPTED)
    await close?.()
    close = null
    await expect(pushDocument(server, '{}', {})).rejects.toThrow(
      /does not answer \(ECONNREFUSED\).*Is the server running/,
    )
    await expect(pushDocument({ url: 'nonsense' }, '{}', {})).rejects.toThrow(/not an address/)
    await expect(pushDocument({ url: 'ftp://x' }, '{}', {})).rejects.toThrow(/not an http address/)
  })
})

describe('waitForVerdict', () => {
  it('asks until the status is final', async () => {
    const states = ['received', 'processing', 'refused']
    const { server } = await serve((_, count) => ({
      status: 200,
      body: { status: states[count - 1], reason: 'why' },
    }))
    const verdict = await waitForVerdict(server, { id: 'x', statusUrl: '/api/v1/scans/x' })
    expect(verdict).toEqual({ status: 'refused', reason: 'why' })
  })
})

describe('appliedCommits', () => {
  const about = { repository: 'a/b', category: 'code', branch: 'main', toolVersion: '2' }

  it('counts only scans applied with the same version on the same branch', async () => {
    const { server, seen } = await serve(() => ({
      status: 200,
      body: {
        scans: [
          { commit: 'a', branch: 'main', toolVersion: '2', status: 'applied' },
          { commit: 'b', branch: 'main', toolVersion: '1', status: 'applied' },
          { commit: 'c', branch: 'main', toolVersion: '2', status: 'failed' },
          { commit: 'd', branch: 'topic', toolVersion: '2', status: 'applied' },
        ],
      },
    }))
    expect([...(await appliedCommits(server, about))]).toEqual(['a'])
    expect(seen[0]?.url.search).toBe('?repository=a%2Fb&category=code&tool=plumbline')
  })

  it('knows none where the server cannot say, and refuses one that is no Plumbline', async () => {
    const { server } = await serve((_, count) => ({ status: count === 1 ? 404 : 200 }))
    expect((await appliedCommits(server, about)).size).toBe(0)
    await expect(appliedCommits(server, about)).rejects.toThrow(/does not answer as Plumbline/)
  })
})

describe('PushQueue', () => {
  const scan = (commit: string): Scan => ({
    commit,
    committedAt: 't',
    ref: 'main',
    repository: 'r',
    category: 'code',
    toolVersion: '1',
    stage: 'week',
    results: 0,
    counts: {},
    files: { read: 0, skipped: [] },
    sarif: '{}',
  })

  it('sends everything, then waits for verdicts where asked', async () => {
    const { server, seen } = await serve((request: Seen) =>
      request.method === 'POST' ? ACCEPTED : { status: 200, body: { status: 'applied' } },
    )
    const queue = new PushQueue({ ...server, wait: true })
    for (const commit of ['a', 'b', 'c', 'd', 'e']) await queue.add(scan(commit))
    await queue.finish()
    const commits = seen.map(({ url }) => url.searchParams.get('commit'))
    expect(commits.filter((commit) => commit !== null).sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(seen.filter(({ method }) => method === 'GET')).toHaveLength(5)
  })

  it('stops with the first failure', async () => {
    const { server } = await serve(() => ({ status: 400, body: { reason: 'no' } }))
    const queue = new PushQueue(server)
    await queue.add(scan('a'))
    await expect(queue.finish()).rejects.toThrow(/no/)
    await expect(queue.add(scan('b'))).rejects.toThrow(/no/)
  })
})

describe('the retry layer', () => {
  it('repeats only what is transient and never waits longer than 20 s', () => {
    expect([408, 429, 500, 503].every(isTransient)).toBe(true)
    expect([200, 400, 401, 404, 409, 413, 422].some(isTransient)).toBe(false)
    expect(delayBefore(2, '3600', 0, 0)).toBe(20_000)
    expect(delayBefore(2, new Date(5000).toUTCString(), 0, 0)).toBe(5000)
    expect(delayBefore(4, null, 0.999, 0)).toBeLessThan(4000)
    expect(delayBefore(2, 'soon', 0, 0)).toBe(0)
  })
})
