import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestRepository } from '../git/testing'
import { testServer } from '../push/testing'

const BIN = fileURLToPath(new URL('../../bin/plumbline.js', import.meta.url))
let repository: TestRepository
let folder: string

beforeEach(() => {
  repository = new TestRepository()
  folder = mkdtempSync(join(tmpdir(), 'plumbline-cli-'))
})
afterEach(() => {
  repository.dispose()
  rmSync(folder, { recursive: true, force: true })
})

function start(args: string[]) {
  const env = { ...process.env, PLUMBLINE_HOME: join(folder, 'home') }
  const child = spawn(process.execPath, [BIN, ...args], { cwd: folder, env })
  const result = { code: null as number | null, out: '', err: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    result.out += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    result.err += chunk.toString()
  })
  const done = new Promise<typeof result>((resolve) => {
    child.on('close', (code) => resolve({ ...result, code }))
  })
  return { child, done }
}

const run = (...args: string[]) => start(args).done

const SOURCE = 'export async function f() {\n  try {\n    await g()\n  } catch {}\n}\n'

function twoWeeks(): string[] {
  repository.write('a.ts', SOURCE)
  const first = repository.commit('2026-01-05T10:00:00Z')
  repository.write('b.ts', SOURCE)
  return [first, repository.commit('2026-01-12T10:00:00Z')]
}

describe('plumbline', () => {
  it('prints a summary by default and uses the facts of the run before', async () => {
    twoWeeks()
    const first = await run('scan', repository.path)
    expect(first.code).toBe(0)
    expect(first.out).toMatch(/2 files read.*\n2 findings\n.*pattern\/swallowed-error/s)
    const second = await run('scan', repository.path)
    expect(second.out).toMatch(/0 blobs parsed, 1 known from before/)
  })

  it('writes one document per commit', async () => {
    const [first = '', second = ''] = twoWeeks()
    const out = join(folder, 'out.sarif')
    expect((await run('scan', repository.path, '--history', '2w', '--sarif', out)).code).toBe(0)
    const older = join(folder, `out-${first.slice(0, 12)}.sarif`)
    expect(JSON.parse(readFileSync(out, 'utf8')).runs[0].results).toHaveLength(2)
    expect(JSON.parse(readFileSync(older, 'utf8')).runs[0].results).toHaveLength(1)
    await run('scan', repository.path, '--history', '2w', '--sarif', `${join(folder, 'all')}/`)
    expect(readdirSync(join(folder, 'all')).sort()).toEqual(
      [first, second].map((hash) => `${hash.slice(0, 12)}.sarif`).sort(),
    )
  })

  it('pushes what the server lacks and reports progress as JSON', async () => {
    const [first, second] = twoWeeks()
    const server = await testServer(({ method }) =>
      method === 'GET'
        ? { status: 200, body: { scans: [] } }
        : { status: 202, body: { id: 'x', statusUrl: '/s' } },
    )
    const args = ['--history', '2', '--push', server.url, '--json-progress', '--name', 'acme/shop']
    const { code, err } = await run('scan', repository.path, ...args)
    await server.close()
    expect([code, server.seen[0]?.method]).toEqual([0, 'GET'])
    const posts = server.seen.filter(({ method }) => method === 'POST')
    expect(new Set(posts.map(({ url }) => url.searchParams.get('commit')))).toEqual(
      new Set([first, second]),
    )
    const events = err.trim().split('\n')
    for (const line of events) {
      expect(Object.keys(JSON.parse(line))).toEqual(
        expect.arrayContaining(['step', 'done', 'total', 'perSecond', 'secondsLeft']),
      )
    }
  })

  it('pushes files of any tool', async () => {
    writeFileSync(join(folder, 'x.sarif'), '{"version":"2.1.0","runs":[]}')
    const server = await testServer(() => ({ status: 202, body: { id: 'x1', statusUrl: '/s' } }))
    const { code, out } = await run('push', 'x.sarif', '--to', server.url, '--repository', 'a/b')
    await server.close()
    expect([code, out]).toEqual([0, 'x.sarif: accepted as x1\n'])
    expect(server.seen[0]?.url.searchParams.get('repository')).toBe('a/b')
  })

  it('says where it could not write', async () => {
    twoWeeks()
    mkdirSync(join(folder, 'dir.sarif'))
    const { code, err } = await run('scan', repository.path, '--sarif', join(folder, 'dir.sarif'))
    expect([code, err]).toEqual([2, expect.stringMatching(/Cannot write .*dir.sarif/)])
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('loses nothing and prints one line when interrupted', async () => {
    for (let i = 0; i < 400; i += 1) repository.write(`f${i}.ts`, `${SOURCE}// ${i}\n`)
    repository.commit('2026-01-05T10:00:00Z')
    const { child, done } = start(['scan', repository.path, '--json-progress'])
    child.stderr.once('data', () => child.kill('SIGINT'))
    const { code, err } = await done
    expect(code).toBe(130)
    expect(err).toMatch(/plumbline: stopped; what was read is kept/)
    expect(err).not.toMatch(/ at /)
    expect(existsSync(join(folder, 'home', 'cache'))).toBe(true)
    expect((await run('scan', repository.path)).out).toMatch(/400 files read/)
  })
})
