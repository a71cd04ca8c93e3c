import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lineExtractor } from '../extract/testing'
import { TestRepository } from '../git/testing'
import { scanRepository } from '../index'
import type { Scan, ScanOptions } from './types'

let repository: TestRepository
let cacheDir: string

beforeEach(() => {
  repository = new TestRepository()
  cacheDir = mkdtempSync(join(tmpdir(), 'plumbline-cache-'))
})
afterEach(() => {
  repository.dispose()
  rmSync(cacheDir, { recursive: true, force: true })
})

let edits = 0
/** Changes the file and gives the commit. */
function edit(date: string, author: string, path = 'a.ts'): string {
  edits += 1
  repository.write(path, `FIND one\n// ${edits}\n`)
  return repository.commit(date, 'change', `${author} <${author.toLowerCase()}@example.com>`)
}

async function scans(options: Partial<ScanOptions> = {}): Promise<Scan[]> {
  const found: Scan[] = []
  const onScan = (item: Scan) => {
    found.push(item)
  }
  const extractor = lineExtractor()
  await scanRepository({ path: repository.path, cacheDir, extractor, onScan, ...options })
  return found
}

const told = (item: Scan | undefined) =>
  JSON.parse(item?.sarif ?? '{}').runs[0].properties.plumbline.writers
const files = async (options?: Partial<ScanOptions>) => told((await scans(options)).at(-1))?.files
const by = (author: string, commits: number, of: number, path = 'a.ts') => [
  { path, author, commits, of },
]

describe('who wrote most of a file lately', () => {
  it('is told by the tip for files with decisions, by no week before, without an address', async () => {
    edit('2026-01-05T10:00:00Z', 'Ada')
    edit('2026-01-06T10:00:00Z', 'Bo')
    repository.write('plain.ts', 'nothing')
    edit('2026-01-13T10:00:00Z', 'Bo')
    edit('2026-01-19T10:00:00Z', 'Ada', 'b.ts')
    const all = await scans({ history: 4 })
    const writers = { weeks: 26, files: [...by('Bo', 2, 3), ...by('Ada', 1, 1, 'b.ts')] }
    expect(all.map((item) => [item.stage, told(item)])).toEqual([
      ['tip', writers],
      ['week', undefined],
      ['week', undefined],
      ['final', writers],
    ])
    for (const { sarif } of all) expect(sarif).not.toContain('example.com')
  })

  it('counts 26 weeks back from the scanned commit, however few weeks are scanned', async () => {
    edit('2025-12-01T10:00:00Z', 'Old')
    edit('2025-12-08T10:00:00Z', 'Old')
    edit('2026-01-04T09:59:59Z', 'Old')
    edit('2026-01-04T10:00:00Z', 'Ada')
    edit('2026-07-05T10:00:00Z', 'Bo')
    for (const options of [{}, { history: 1 }, { history: 60 }]) {
      expect(await files(options)).toEqual(by('Bo', 1, 2))
    }
  })

  it('is the latest of those with equally many', async () => {
    edit('2026-01-05T10:00:00Z', 'Bo')
    edit('2026-01-06T10:00:00Z', 'Ada')
    edit('2026-01-07T10:00:00Z', 'Ada')
    edit('2026-01-08T10:00:00Z', 'Bo')
    expect(await files()).toEqual(by('Bo', 2, 4))
  })

  it('is no bot, no merge and no move without a change, which is followed', async () => {
    edit('2026-01-05T10:00:00Z', 'Ada')
    for (const day of ['06', '07']) edit(`2026-01-${day}T10:00:00Z`, 'renovate[bot]')
    for (const day of ['08', '09']) edit(`2026-01-${day}T10:00:00Z`, 'claude')
    repository.git('mv', 'a.ts', 'moved.ts')
    repository.commit('2026-01-10T10:00:00Z', 'move', 'Mo <mo@example.com>')
    repository.git('switch', '-q', '-c', 'topic')
    repository.write('z.ts', '')
    repository.commit('2026-01-11T10:00:00Z', 'topic', 'Bo <bo@example.com>')
    repository.git('switch', '-q', 'main')
    edit('2026-01-12T10:00:00Z', 'Ada', 'moved.ts')
    repository.git('-c', 'user.name=M', '-c', 'user.email=m@x', 'merge', '--no-commit', 'topic')
    edit('2026-01-13T10:00:00Z', 'Merger', 'moved.ts')
    expect(await files({ history: 520 })).toEqual(by('Ada', 2, 2, 'moved.ts'))
  })

  it('names nobody where only bots changed the file, and says so with an empty list', async () => {
    edit('2026-01-05T10:00:00Z', 'renovate[bot]')
    expect(await files()).toEqual([])
  })

  it('is the same when only what is new is scanned', async () => {
    const first = edit('2026-01-05T10:00:00Z', 'Ada')
    edit('2026-01-06T10:00:00Z', 'Ada')
    const second = edit('2026-01-12T10:00:00Z', 'Bo')
    edit('2026-01-19T10:00:00Z', 'Bo')
    edit('2026-01-20T10:00:00Z', 'Bo')
    const skip = async () => new Set([first, second])
    expect(await files({ history: 4, skip })).toEqual(by('Bo', 3, 5))
  })

  it('is not told of a topic branch, nor of a shallow clone, whose last commit adds everything', async () => {
    edit('2026-01-05T10:00:00Z', 'Ada')
    const tip = edit('2026-01-06T10:00:00Z', 'Bo')
    const shallow = mkdtempSync(join(tmpdir(), 'plumbline-shallow-'))
    repository.git('clone', '-q', '--depth', '1', `file://${repository.path}`, shallow)
    expect(told((await scans({ path: shallow })).at(-1))).toBeUndefined()
    rmSync(shallow, { recursive: true })
    repository.git('update-ref', 'refs/remotes/origin/main', tip)
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
    repository.git('switch', '-q', '-c', 'topic')
    expect(await files()).toBeUndefined()
  })
})
