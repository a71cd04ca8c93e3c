import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lineExtractor } from '../extract/testing'
import { TestRepository } from '../git/testing'
import { scanRepository } from '../index'
import type { Progress, Scan, ScanOptions } from './types'

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

async function scan(options: Partial<ScanOptions> = {}) {
  const scans: Scan[] = []
  const extractor = options.extractor ?? lineExtractor()
  const summary = await scanRepository({
    path: repository.path,
    cacheDir,
    extractor,
    onScan: (item) => {
      scans.push(item)
    },
    ...options,
  })
  return { scans, summary }
}

interface Result {
  message: { text: string }
  properties: { plumbline: { introducedBy?: string } }
}

function introduced(item: Scan | undefined): Record<string, string | undefined> {
  const log = JSON.parse(item?.sarif ?? '{}') as { runs: { results: Result[] }[] }
  const results = log.runs[0]?.results ?? []
  return Object.fromEntries(
    results.map((r) => [r.message.text, r.properties.plumbline.introducedBy]),
  )
}

describe('a history scan', () => {
  it('says how long it took where it looked at one commit, as several share one run', async () => {
    repository.write('a.ts', 'FIND one')
    const first = repository.commit('2026-01-05T10:00:00Z')
    repository.write('b.ts', 'FIND two')
    repository.commit('2026-01-12T10:00:00Z')
    const said = ({ scans }: { scans: Scan[] }) =>
      scans.map(({ sarif }) => {
        const log = JSON.parse(sarif) as { runs: { invocations: object[] }[] }
        return Object.keys(log.runs[0]?.invocations[0] ?? {}).includes('startTimeUtc')
      })
    expect(new Set(said(await scan({ history: 4 })))).toEqual(new Set([false]))
    expect(new Set(said(await scan()))).toEqual(new Set([true]))
    const update = await scan({ history: 4, skip: async () => new Set([first]) })
    expect(new Set(said(update))).toEqual(new Set([true]))
  })

  it('emits the tip first, then the weeks newest first, then the tip again', async () => {
    repository.write('a.ts', 'FIND one')
    const first = repository.commit('2026-01-05T10:00:00Z')
    repository.write('b.ts', 'FIND two')
    const second = repository.commit('2026-01-12T10:00:00Z')
    repository.write('c.ts', 'FIND three')
    const third = repository.commit('2026-01-19T10:00:00Z')
    const { scans } = await scan({ history: 4 })
    expect(scans.map(({ commit, stage }) => [commit, stage])).toEqual([
      [third, 'tip'],
      [second, 'week'],
      [first, 'week'],
      [third, 'final'],
    ])
    expect(introduced(scans[0])['Found one']).toBeUndefined()
    expect(introduced(scans[0])['Found three']).toBe(third)
    expect(introduced(scans[3])).toEqual({
      'Found one': first,
      'Found two': second,
      'Found three': third,
    })
  })

  it('names the tags of the window with the tip, and of a topic branch none', async () => {
    repository.write('a.ts', 'FIND one')
    repository.commit('2025-01-05T10:00:00Z')
    repository.git('tag', 'old')
    const tagged = repository.commit('2026-01-12T10:00:00Z')
    repository.git('tag', 'v1')
    repository.commit('2026-01-19T10:00:00Z')
    const said = ({ sarif }: Scan) => JSON.parse(sarif).runs[0].properties.plumbline.tags
    const { scans } = await scan({ history: 4 })
    const v1 = { name: 'v1', commit: tagged, committedAt: '2026-01-12T10:00:00.000Z' }
    expect(scans.map((item) => [item.stage, said(item)])).toEqual([
      ['week', undefined],
      ['final', [v1]],
    ])
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
    repository.git('switch', '-q', '-c', 'topic')
    expect((await scan()).scans.map(said)).toEqual([undefined])
  })

  it('reads a blob once however many commits hold it, and never again in a later run', async () => {
    repository.write('a.ts', 'FIND one')
    repository.write('copy.ts', 'FIND one')
    repository.commit('2026-01-05T10:00:00Z')
    repository.write('b.ts', 'FIND two')
    repository.commit('2026-01-12T10:00:00Z')
    const extractor = lineExtractor()
    await scan({ history: 4, extractor })
    expect(extractor.calls).toBe(2)
    await scan({ history: 4, extractor })
    expect(extractor.calls).toBe(2)
  })

  it('names the commit among several of one week, also on a merged branch', async () => {
    repository.write('a.ts', 'def f\n')
    repository.commit('2026-01-05T10:00:00Z')
    repository.git('switch', '-q', '-c', 'topic')
    repository.write('a.ts', 'def f\n// 1\n')
    repository.commit('2026-01-12T10:00:00Z')
    repository.write('a.ts', 'def f\n// 1\nFIND one\n')
    const guilty = repository.commit('2026-01-13T10:00:00Z')
    repository.write('a.ts', 'def f\n// 2\nFIND one\n')
    repository.commit('2026-01-14T10:00:00Z')
    repository.git('switch', '-q', 'main')
    repository.git('-c', 'user.name=M', '-c', 'user.email=m@x', 'merge', '-q', '--no-ff', 'topic')
    repository.write('z.ts', '')
    repository.commit('2030-01-14T10:00:00Z')
    const { scans } = await scan({ history: 520 })
    expect(introduced(scans.at(-1))).toEqual({ 'Found one': guilty })
  })

  it('keeps the commit when the finding moves with its file or is edited in place', async () => {
    repository.write('a.ts', 'def f\nFIND one\n// pad\n')
    const guilty = repository.commit('2026-01-05T10:00:00Z')
    repository.git('rm', '-q', 'a.ts')
    repository.write('lib/a.ts', '// new\ndef f\nFIND one\n// pad\n')
    repository.commit('2026-01-12T10:00:00Z')
    repository.write('lib/a.ts', 'def f\nFIND other\n')
    repository.commit('2026-01-19T10:00:00Z')
    const { scans } = await scan({ history: 4 })
    expect(introduced(scans.at(-1))).toEqual({ 'Found other': guilty })
  })

  it('keeps the commits of what stands at file level when folders move', async () => {
    repository.write('server/urls.py', 'FIND one\n')
    repository.write('server/app/urls.py', 'FIND one\n# pad\n# more\n')
    const guilty = repository.commit('2026-01-05T10:00:00Z')
    repository.write('server/last/urls.py', 'FIND one\n# last\n')
    const later = repository.commit('2026-01-12T10:00:00Z')
    repository.git('mv', 'server', 'apps')
    repository.write('apps/app/urls.py', '# edited too\nFIND one\n# pad\n# more\n')
    repository.commit('2026-01-19T10:00:00Z')
    const { scans } = await scan({ history: 4 })
    const results = JSON.parse(scans.at(-1)?.sarif ?? '{}').runs[0].results
    const byPath = results.map((result: Result & { locations: unknown[] }) => [
      /apps[\w/]*\.py/.exec(JSON.stringify(result.locations))?.[0],
      result.properties.plumbline.introducedBy,
    ])
    expect(Object.fromEntries(byPath)).toEqual({
      'apps/urls.py': guilty,
      'apps/app/urls.py': guilty,
      'apps/last/urls.py': later,
    })
  })

  it('takes one of a file for another only where they stand in the same function', async () => {
    repository.write('a.ts', 'FIND one\n')
    repository.commit('2026-01-05T10:00:00Z')
    repository.write('a.ts', 'FIND another\n')
    const guilty = repository.commit('2026-01-12T10:00:00Z')
    const { scans } = await scan({ history: 4 })
    expect(introduced(scans.at(-1))).toEqual({ 'Found another': guilty })
  })

  it('follows an exact rename before the oldest scan', async () => {
    repository.write('a.ts', 'def f\nFIND one\n')
    const guilty = repository.commit('2025-01-05T10:00:00Z')
    repository.git('mv', 'a.ts', 'b.ts')
    repository.commit('2025-02-05T10:00:00Z')
    const { scans } = await scan()
    expect(introduced(scans[0])).toEqual({ 'Found one': guilty })
  })

  it('says of little code that turns up elsewhere that it is new', async () => {
    repository.write('a.ts', 'def f\nFIND one\n')
    repository.commit('2026-01-05T10:00:00Z')
    repository.git('rm', '-q', 'a.ts')
    repository.write('b.ts', 'def g\nFIND one\n')
    const second = repository.commit('2026-01-12T10:00:00Z')
    const { scans } = await scan({ history: 4 })
    expect(introduced(scans.at(-1))).toEqual({ 'Found one': second })
  })

  it('tells several of one symbol apart by how they begin, where all were edited', async () => {
    repository.write('a.ts', 'def f\nFIND one_a\n')
    const first = repository.commit('2026-01-05T10:00:00Z')
    repository.write('a.ts', 'def f\nFIND one_a\nFIND two_a\n')
    const second = repository.commit('2026-01-06T10:00:00Z')
    repository.write('b.ts', '')
    repository.commit('2026-01-12T10:00:00Z')
    repository.write('a.ts', 'def f\nFIND two_b\nFIND one_b\n')
    repository.commit('2026-01-19T10:00:00Z')
    repository.write('a.ts', 'def f\nFIND two_c\nFIND one_c\n')
    repository.commit('2026-01-20T10:00:00Z')
    const expected = { 'Found one_c': first, 'Found two_c': second }
    // From week to week, and from version to version of the file.
    expect(introduced((await scan({ history: 4 })).scans.at(-1))).toEqual(expected)
    rmSync(cacheDir, { recursive: true, force: true })
    expect(introduced((await scan()).scans.at(-1))).toEqual(expected)
  })

  it('follows a file that one commit moved and edited, for what stood in it before', async () => {
    repository.write('old/a.ts', 'def f\nFIND one\n')
    const guilty = repository.commit('2025-01-05T10:00:00Z')
    repository.git('rm', '-q', 'old/a.ts')
    repository.write('new/a.ts', `def g\nFIND two\n${'// pad\n'.repeat(40)}def f\nFIND one\n`)
    const moved = repository.commit('2025-02-05T10:00:00Z')
    repository.write('new/a.ts', 'def g\nFIND two\ndef f\nFIND one\n')
    repository.commit('2025-03-05T10:00:00Z')
    const { scans } = await scan()
    expect(introduced(scans[0])).toEqual({ 'Found one': guilty, 'Found two': moved })
  })

  it('follows no file of a name that a commit removes or adds several of', async () => {
    for (const folder of ['x', 'y']) repository.write(`${folder}/a.ts`, 'def f\nFIND one\n')
    repository.commit('2025-01-05T10:00:00Z')
    repository.git('rm', '-q', 'x/a.ts', 'y/a.ts')
    repository.write('new/a.ts', 'def g\ndef f\nFIND one\n')
    const moved = repository.commit('2025-02-05T10:00:00Z')
    const { scans } = await scan()
    expect(introduced(scans[0])).toEqual({ 'Found one': moved })
  })

  it('keeps the commit of an older finding that was edited in place', async () => {
    repository.write('a.ts', 'def f\nFIND one\n')
    const guilty = repository.commit('2025-01-05T10:00:00Z')
    repository.write('a.ts', 'def f\nFIND one_edited\ndef g\nFIND two\n')
    const second = repository.commit('2025-02-05T10:00:00Z')
    const { scans } = await scan()
    expect(introduced(scans[0])).toEqual({ 'Found one_edited': guilty, 'Found two': second })
  })

  it.each([
    [0.001, false],
    [60_000, true],
  ])(
    'says by its last report whether %d ms were enough for older ones',
    async (olderBudgetMs, enough) => {
      repository.write('a.ts', 'FIND one')
      repository.commit('2025-01-05T10:00:00Z')
      repository.commit('2026-01-05T10:00:00Z')
      const reports: Progress[] = []
      await scan({ history: 2, olderBudgetMs, onProgress: (one) => reports.push(one) })
      const last = reports.findLast(({ step }) => step === 'introducing commits')
      expect(last && last.done === last.total).toBe(enough)
    },
  )

  it('says nothing of older findings without time for it', async () => {
    repository.write('a.ts', 'FIND one')
    repository.commit('2026-01-05T10:00:00Z')
    const { scans } = await scan({ olderBudgetMs: 0 })
    expect(introduced(scans[0])).toEqual({ 'Found one': undefined })
  })

  it('emits what the server lacks, starts one commit before it, and always says the tip again', async () => {
    repository.write('a.ts', 'FIND one')
    const first = repository.commit('2026-01-05T10:00:00Z')
    repository.write('b.ts', 'FIND two')
    const second = repository.commit('2026-01-12T10:00:00Z')
    repository.write('c.ts', 'FIND three')
    const third = repository.commit('2026-01-19T10:00:00Z')
    const one = await scan({ history: 4, skip: async () => new Set([first, second]) })
    expect(one.scans.map(({ commit }) => commit)).toEqual([third])
    expect(introduced(one.scans[0])['Found three']).toBe(third)
    const stopped = await scan({ history: 4, skip: async () => new Set([third]) })
    expect(stopped.scans.map(({ stage }) => stage)).toEqual(['week', 'week', 'final'])
    const none = await scan({ history: 4, skip: async () => new Set([first, second, third]) })
    expect(none.scans.map(({ commit, stage }) => [commit, stage])).toEqual([[third, 'final']])
  })

  it('stops at once when asked and goes on from there', async () => {
    repository.write('a.ts', 'FIND one')
    repository.commit('2026-01-05T10:00:00Z')
    const stop = new AbortController()
    const run = scan({ signal: stop.signal, onProgress: () => stop.abort() })
    await expect(run).rejects.toThrow(/abort/i)
    expect((await scan()).scans).toHaveLength(1)
  })
})
