import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Extractor } from '../extract/extractor'
import { assembledFinding, lineExtractor } from '../extract/testing'
import { TestRepository } from '../git/testing'
import { scanRepository } from '../index'
import type { Scan } from './types'

let repository: TestRepository
beforeEach(() => {
  repository = new TestRepository()
})
afterEach(() => repository.dispose())

/**
 * One finding over all files with a layer for each `FIND`, of as many attempts as its name, and one
 * for `deps.lock`; none while there are not two of them.
 */
function layeredExtractor(): Extractor {
  const extractor = lineExtractor()
  return {
    ...extractor,
    manifests: ['deps.lock'],
    assembler: () => (files, manifests) => {
      const sites = [...files].flatMap(([path, { sites: all }]) =>
        all.map((site) => ({ path, attempts: Number(site.content), kind: 'loop' })),
      )
      const locks = manifests.map(({ path, text }) => {
        return { path, attempts: Number(text), kind: 'sdk-default' }
      })
      const layers = [...sites, ...locks].sort((a, b) => (a.path < b.path ? -1 : 1))
      if (layers.length < 2) return []
      const paths = [...new Set(sites.map(({ path }) => path))]
      return [{ ...assembledFinding(paths, 'a>b'), data: { layers } }]
    },
  }
}

/** One segment from `a.ts`, where that is there, with a layer for each `FIND`. */
function flowExtractor(): Extractor {
  return {
    ...lineExtractor(),
    assembler: () => (files) => {
      const own = files.get('a.ts')
      if (!own) return []
      const layers = own.sites.map(({ content }) => ({ kind: 'loop', attempts: Number(content) }))
      const flow = { entry: { keys: ['a'] }, outgoing: { keys: ['b'] }, layers }
      return [{ ...assembledFinding(['a.ts'], 'a|b'), data: { flow } }]
    },
  }
}

interface Said {
  introducedBy?: string
  changedBy?: { commit: string; attempts: number | string; unbounded?: true }[]
}

async function changes(
  history = 4,
  extractor = layeredExtractor(),
): Promise<Record<string, Said | undefined>> {
  const scans: Scan[] = []
  await scanRepository({
    path: repository.path,
    cacheDir: null,
    history,
    extractor,
    onScan: (scan) => {
      scans.push(scan)
    },
  })
  return Object.fromEntries(
    scans.map((scan) => {
      const run = JSON.parse(scan.sarif).runs[0]
      const [found] = run.results.filter(
        (one: { message: { text: string } }) => one.message.text === 'assembled',
      )
      const bag = found?.properties.plumbline
      for (const { commit } of bag?.changedBy ?? []) {
        expect(run.properties.plumbline.commits[commit]).toBeDefined()
      }
      return [
        scan.commit,
        bag && {
          introducedBy: bag.introducedBy,
          ...(bag.changedBy && { changedBy: bag.changedBy }),
        },
      ]
    }),
  )
}

describe('the commits at which a finding over several files took its form', () => {
  it('are named one by one between two scans, with what the layers came to', async () => {
    repository.write('a.ts', 'FIND 2')
    repository.write('other.ts', '// 1')
    const none = repository.commit('2026-01-05T10:00:00Z')
    repository.write('other.ts', '// 2')
    repository.commit('2026-01-12T08:00:00Z')
    repository.write('b.ts', 'FIND 3')
    const brought = repository.commit('2026-01-12T09:00:00Z')
    repository.write('b.ts', 'FIND 3\n// more\n')
    repository.commit('2026-01-12T10:00:00Z')
    repository.write('b.ts', 'FIND 5')
    const raised = repository.commit('2026-01-12T11:00:00Z')
    repository.write('other.ts', '// 3')
    const second = repository.commit('2026-01-12T12:00:00Z')
    repository.write('other.ts', '// 4')
    const third = repository.commit('2026-01-19T12:00:00Z')
    expect(await changes()).toEqual({
      [none]: undefined,
      [second]: {
        introducedBy: brought,
        changedBy: [
          { commit: brought, attempts: 6 },
          { commit: raised, attempts: 10 },
        ],
      },
      [third]: { introducedBy: brought },
    })
  })

  it('begin with its return where it went and came again', async () => {
    repository.write('a.ts', 'FIND 2')
    const none = repository.commit('2026-01-05T10:00:00Z')
    repository.write('b.ts', 'FIND 3')
    repository.commit('2026-01-12T08:00:00Z')
    repository.write('b.ts', 'FIND 7')
    repository.commit('2026-01-12T09:00:00Z')
    repository.write('b.ts', '// gone')
    repository.commit('2026-01-12T10:00:00Z')
    repository.write('other.ts', '// 1')
    repository.commit('2026-01-12T11:00:00Z')
    repository.write('b.ts', 'FIND 5')
    const back = repository.commit('2026-01-12T12:00:00Z')
    expect(await changes()).toEqual({
      [none]: undefined,
      [back]: { introducedBy: back, changedBy: [{ commit: back, attempts: 10 }] },
    })
  })

  it('are named for flow segments too, with a layer or without', async () => {
    repository.write('other.ts', '// 1')
    const none = repository.commit('2026-01-05T10:00:00Z')
    repository.write('a.ts', '// calls')
    const brought = repository.commit('2026-01-12T08:00:00Z')
    repository.write('other.ts', '// 2')
    repository.commit('2026-01-12T09:00:00Z')
    repository.write('a.ts', 'FIND 4')
    const layered = repository.commit('2026-01-12T10:00:00Z')
    repository.write('other.ts', '// 3')
    const last = repository.commit('2026-01-12T11:00:00Z')
    expect(await changes(4, flowExtractor())).toEqual({
      [none]: undefined,
      [last]: {
        introducedBy: brought,
        changedBy: [
          { commit: brought, attempts: 1 },
          { commit: layered, attempts: 4 },
        ],
      },
    })
  })

  it('may change a lock file alone', async () => {
    repository.write('a.ts', 'FIND 2')
    repository.write('b.ts', 'FIND 3')
    repository.write('deps.lock', '2')
    const first = repository.commit('2026-01-05T10:00:00Z')
    repository.write('b.ts', 'FIND 3\n// more\n')
    repository.commit('2026-01-12T08:00:00Z')
    repository.write('deps.lock', '3')
    const bump = repository.commit('2026-01-12T09:00:00Z')
    repository.write('a.ts', 'FIND 2\n// more\n')
    const second = repository.commit('2026-01-12T10:00:00Z')
    expect(await changes()).toEqual({
      [first]: {},
      [second]: { changedBy: [{ commit: bump, attempts: 18 }] },
    })
  })

  it('is the one inside a merge that touched its files, else the merge', async () => {
    repository.write('a.ts', 'FIND 2')
    repository.commit('2026-01-05T10:00:00Z')
    repository.git('switch', '-q', '-c', 'topic')
    repository.write('x.ts', '// x')
    repository.commit('2026-01-06T10:00:00Z')
    repository.write('b.ts', 'FIND 3')
    const inside = repository.commit('2026-01-07T10:00:00Z')
    repository.git('switch', '-q', 'main')
    repository.git('-c', 'user.name=M', '-c', 'user.email=m@x', 'merge', '-q', '--no-ff', 'topic')
    repository.write('z.ts', '')
    repository.commit('2030-01-14T10:00:00Z')
    const said = Object.values(await changes(520)).filter((one) => one !== undefined)
    expect(said).toEqual([
      { introducedBy: inside },
      { introducedBy: inside, changedBy: [{ commit: inside, attempts: 6 }] },
    ])
  })

  it('says nothing of what the oldest scan shows', async () => {
    repository.write('a.ts', 'FIND 2')
    repository.write('b.ts', 'FIND 3')
    const only = repository.commit('2026-01-05T10:00:00Z')
    expect(await changes()).toEqual({ [only]: {} })
  })
})
