import { describe, expect, test } from 'vitest'
import { readSarif } from './read'
import { known, readScan, result, sarif } from './testing'

const sha = 'a'.repeat(40)
const bag = {
  format: 1,
  repository: 'github.com/acme/shop',
  rootCommit: 'b'.repeat(40),
  committedAt: '2026-08-22T08:21:47.000Z',
  holdsThrough: '2026-08-23T10:00:00.000Z',
  defaultBranch: true,
  scope: { paths: ['**'] },
  services: [
    { name: 'worker', paths: ['worker/**'], team: '@acme/platform', source: 'plumbline.yml' },
  ],
  commits: {
    [sha]: {
      author: 'Ada',
      committedAt: '2026-08-01T00:00:00Z',
      subject: 'Retry',
      assistance: { grade: 'trailer', tool: 'Claude', evidence: 'Co-authored-by: Claude' },
    },
    ['c'.repeat(40)]: { committedAt: '2026-08-01T00:00:00Z', assistance: { grade: 'notes' } },
  },
  files: { read: 4120, skipped: [{ reason: 'larger than 1 MiB', count: 3 }] },
}
const rules = [
  {
    id: 'decision/caching',
    properties: { plumbline: { kind: 'decision', decisionKind: 'caching' } },
  },
  { id: 'retry-path', properties: { plumbline: { kind: 'retry-path' } } },
]
const run = {
  tool: { driver: { name: 'plumbline', semanticVersion: '1.2.3', rules } },
  versionControlProvenance: [{ revisionId: sha, branch: 'main' }],
  properties: { plumbline: bag },
}
const path = (plumbline: Record<string, unknown>) =>
  result('worker/a.ts', { ruleId: 'retry-path', properties: { plumbline } })
const layers = [{ attempts: 5, name: 'queue' }]

describe('our own scanner says more', () => {
  test('on the run', () => {
    const scan = readScan(sarif([path({ introducedBy: sha })], run), {})
    expect(scan).toMatchObject({
      repository: { name: 'github.com/acme/shop', rootCommit: 'b'.repeat(40) },
      commit: sha,
      committedAt: Date.parse('2026-08-22T08:21:47Z'),
      holdsThrough: Date.parse('2026-08-23T10:00:00Z'),
      branch: 'main',
      defaultBranch: true,
      tool: 'plumbline',
      toolVersion: '1.2.3',
      coverage: { extent: 'full', rules: ['decision/caching', 'retry-path'] },
      services: bag.services,
      files: bag.files,
    })
    expect(scan.commits).toEqual([
      { sha, ...bag.commits[sha], committedAt: Date.parse('2026-08-01T00:00:00Z') },
    ])
    expect(scan.rules.map(({ kind, decisionKind }) => [kind, decisionKind])).toEqual([
      ['decision', 'caching'],
      ['retry-path', undefined],
    ])
  })

  test('on the commits that changed a path, and what of them cannot be read', () => {
    const changedBy = [
      { commit: sha, attempts: 10 },
      { commit: sha, attempts: 'unbounded', unbounded: true },
      { commit: sha, attempts: 'unknown' },
      { commit: 7, attempts: 3 },
    ]
    const { scans, warnings } = readSarif(sarif([path({ changedBy })], run), {})
    expect(scans[0]?.observations[0]?.changedBy).toEqual([
      { sha, attempts: 10, unbounded: false },
      { sha, attempts: Number.POSITIVE_INFINITY, unbounded: true },
      { sha, attempts: undefined, unbounded: false },
    ])
    expect(scans[0]?.commits.map((commit) => commit.sha)).toEqual([sha])
    expect(warnings.map(({ reason }) => reason)).toEqual([
      'not every commit named here could be read',
    ])
  })

  test('on its tags, each name once, and what of them cannot be read', () => {
    const tag = (name: unknown) => ({ name, commit: sha, committedAt: '2026-08-01T00:00:00Z' })
    const plumbline = { ...bag, tags: [tag('v1'), tag('v1'), tag(7), { name: 'v2', commit: sha }] }
    const { scans, warnings } = readSarif(sarif([], { ...run, properties: { plumbline } }), {})
    expect(scans[0]?.tags).toEqual([
      { name: 'v1', commit: sha, committedAt: Date.parse('2026-08-01T00:00:00Z') },
    ])
    expect(warnings).toMatchObject([
      {
        reason: expect.stringMatching(/^a tag without/),
        pointer: expect.stringMatching(/tags\/1$/),
      },
    ])
  })

  test('on who wrote most of a file, each path once, and what of it cannot be read', () => {
    const file = (path: unknown, commits: unknown = 7) => {
      return { path, author: 'Ada', commits, of: 12, email: 'ada@example.com' }
    }
    const files = [file('a.ts'), file('a.ts'), file(7), file('b.ts', 13), file('c.ts', 0), null]
    const read = (writers: unknown) =>
      readSarif(sarif([], { ...run, properties: { plumbline: { ...bag, writers } } }), {})
    const { scans, warnings } = read({ weeks: 26, files })
    const kept = { path: 'a.ts', author: 'Ada', commits: 7, of: 12 }
    expect(scans[0]?.writers).toEqual({ weeks: 26, files: [kept] })
    expect(warnings).toMatchObject([{ count: 5, pointer: expect.stringMatching(/files\/1$/) }])
    expect(read({ weeks: 26, files: [] }).scans[0]?.writers).toEqual({ weeks: 26, files: [] })
    expect(read(undefined).warnings).toEqual([])
    for (const bad of [null, [], { files: [] }, { weeks: -1, files: [] }, { weeks: 26 }]) {
      const reading = read(bad)
      expect(reading.scans[0]?.writers).toBeUndefined()
      expect(reading.warnings).toMatchObject([{ reason: expect.stringMatching(/^writers of/) }])
    }
  })

  test('on results', () => {
    const results = [
      path({ attempts: 45, layers, arithmetic: '5 queue × 9', data: { sink: 'http' } }),
      path({ attempts: 'unbounded', declared: { owner: '@acme/x', decision: 'docs/1.md' } }),
      path({ attempts: 'unknown' }),
    ]
    const [known45, unbounded, unknown] = readScan(sarif(results, run), {}).observations
    expect(known45).toMatchObject({
      attempts: 45,
      data: { sink: 'http', layers, arithmetic: '5 queue × 9' },
    })
    expect(unbounded).toMatchObject({
      attempts: Infinity,
      declared: { owner: '@acme/x', decision: 'docs/1.md' },
    })
    expect(unknown?.attempts).toBeUndefined()
  })

  test('a scan of some paths speaks for those', () => {
    const properties = { plumbline: { ...bag, scope: { paths: ['api/**'] } } }
    expect(readScan(sarif([], { ...run, properties }), {}).coverage).toEqual({
      extent: 'paths',
      paths: ['api/**'],
      rules: ['decision/caching', 'retry-path'],
    })
  })

  test('every rule is covered even where each has a result', () => {
    const results = [path({}), result('a', { ruleId: 'decision/caching' })]
    expect(readScan(sarif(results, run), {}).coverage).toMatchObject({
      rules: ['decision/caching', 'retry-path'],
    })
  })

  test('a later format is not guessed at', () => {
    const properties = { plumbline: { ...bag, format: 2 } }
    const reading = readSarif(sarif([], { ...run, properties }), known)
    expect(reading.scans[0]?.services).toBeUndefined()
    expect(reading.warnings[0]?.reason).toMatch(/another format/)
  })

  test('a bag that is too large is left out, and said', () => {
    const reading = readSarif(sarif([path({ data: { x: 'y'.repeat(70_000) } })], run), {})
    expect(reading.scans[0]?.observations[0]?.data).toBeUndefined()
    expect(reading.warnings.map(({ reason }) => reason)).toEqual([
      'properties larger than 64 KB were left out',
    ])
  })
})

describe('files about ownership', () => {
  const read = (documents: unknown) =>
    readSarif(sarif([], { ...run, properties: { plumbline: { ...bag, documents } } }), {})

  test('are kept as they are; none at all is not an empty list', () => {
    const file = { path: 'CODEOWNERS', text: '* @acme/all\n' }
    expect(read([file]).scans[0]?.documents).toEqual([file])
    expect(read([]).scans[0]?.documents).toEqual([])
    expect(read(undefined).scans[0]?.documents).toBeUndefined()
    expect(read('CODEOWNERS').scans[0]?.documents).toBeUndefined()
  })

  test('what is too large, double or no file is left out and said', () => {
    const large = { path: 'a/catalog-info.yaml', text: 'é'.repeat(32_769) }
    const many = Array.from({ length: 17 }, (_, i) => ({ path: `${i}`, text: 'x'.repeat(65_536) }))
    const reading = read([large, null, { path: 'x' }, { path: '0', text: '\0' }, ...many])
    expect(reading.scans[0]?.documents?.map(({ path }) => path)).toEqual(
      Array.from({ length: 16 }, (_, i) => `${i}`),
    )
    expect(reading.scans[0]?.documents?.[0]?.text).toBe('\uFFFD')
    expect(reading.warnings.map(({ count }) => count).reduce((a, b) => a + b)).toBeGreaterThan(4)
  })
})
