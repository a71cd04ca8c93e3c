import { describe, expect, test } from 'vitest'
import { readSarif } from './read'
import { repositoryName, repositoryUrl } from './repository-name'
import { bytes, known, readScan, sarif } from './testing'

describe('repositoryName', () => {
  test.each([
    ['https://user:pass@GitHub.com/acme/shop.git', 'github.com/acme/shop'],
    ['git@github.com:acme/shop.git', 'github.com/acme/shop'],
    ['ssh://git@github.com:22/acme/shop.git/', 'github.com/acme/shop'],
    ['github.com/acme/shop', 'github.com/acme/shop'],
    ['https://dev.azure.com/o/p/_git/r?version=x#y', 'dev.azure.com/o/p/_git/r'],
    ['file:///home/me/shop', 'shop'],
    ['  shop ', 'shop'],
    ['https://x/%zz', 'x/%zz'],
  ])('%s is %s', (written, expected) => {
    expect(repositoryName(written)).toBe(expected)
  })

  test('links carry no credentials', () => {
    expect(repositoryUrl('https://u:p@GitHub.com/acme/shop')).toBe('https://github.com/acme/shop')
    expect(repositoryUrl('javascript://x')).toBeUndefined()
  })
})

const control = {
  versionControlProvenance: [
    {
      repositoryUri: 'https://github.com/acme/own.git',
      revisionId: 'ABCDEF1234',
      branch: 'refs/heads/next',
    },
  ],
  automationDetails: { id: 'security/nightly/2026-01-01' },
  invocations: [{ executionSuccessful: true, endTimeUtc: '2026-01-02T03:04:05.678901Z' }],
}

describe('which code a scan speaks of', () => {
  test('the SARIF itself says it', () => {
    const reading = readSarif(sarif([], control), {})
    expect(reading.scans[0]).toMatchObject({
      repository: { name: 'github.com/acme/own', url: 'https://github.com/acme/own.git' },
      commit: 'abcdef1234',
      branch: 'next',
      category: 'security/nightly',
      committedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
    })
    expect(reading.warnings[0]?.reason).toMatch(/git show -s --format=%cI abcdef1234/)
  })

  test.each([
    ['both times of its only invocation', [['00:00:01', '00:00:43']], '00:00:01'],
    [
      'the earliest of several',
      [
        ['00:00:05', '00:00:09'],
        ['00:00:02', '00:00:30'],
      ],
      '00:00:02',
    ],
    ['an end alone', [[undefined, '00:00:43']], undefined],
    [
      'one of several without its begin',
      [
        ['00:00:05', '00:00:09'],
        [undefined, '00:00:30'],
      ],
      undefined,
    ],
    ['an end before its begin', [['00:00:43', '00:00:01']], undefined],
    ['none', [], undefined],
  ])('when the tool began: %s', (_, times, began) => {
    const at = (time?: string) => (time === undefined ? undefined : `2026-01-02T${time}Z`)
    const invocations = times.map(([from, to]) => ({ startTimeUtc: at(from), endTimeUtc: at(to) }))
    const { startedAt } = readScan(sarif([], { invocations }))
    expect(startedAt).toBe(began && Date.parse(`2026-01-02T${began}Z`))
  })

  test('parameters win', () => {
    const params = { ...known, ref: 'refs/pull/12/merge', category: 'c' }
    expect(readScan(sarif([], control), params)).toMatchObject({
      repository: { name: 'github.com/acme/shop' },
      commit: 'c0ffee'.repeat(6),
      branch: 'refs/pull/12/merge',
      category: 'c',
      committedAt: Date.parse('2026-08-22T08:21:47Z'),
    })
  })

  test('everything that is missing is named at once, with what to add', () => {
    const { refusals } = readSarif(sarif([]), {})
    expect(refusals.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/\?repository=NAME/),
      expect.stringMatching(/\?commit=\$\(git rev-parse HEAD\)/),
      expect.stringMatching(/\?committedAt=\$\(git show -s --format=%cI COMMIT\)/),
    ])
  })

  test.each([
    [{ commit: 'main' }, /7 to 64 hex digits/],
    [{ commit: 'abc' }, /7 to 64 hex digits/],
    [{ repository: 'x'.repeat(201) }, /1 to 200 characters/],
    [{ repository: 'a\u0007b' }, /control characters/],
    [{ committedAt: 'yesterday' }, /ISO 8601/],
    [{ committedAt: '1969-12-31T23:59:59Z' }, /1970 to 2199/],
    [{ committedAt: '2026-13-01T00:00:00Z' }, /ISO 8601/],
  ])('refuses %j', (params, expected) => {
    const { scans, refusals } = readSarif(sarif([]), { ...known, ...params })
    expect(scans).toEqual([])
    expect(refusals[0]?.reason).toMatch(expected)
  })

  test('refuses a name with half a surrogate pair, whoever says it', () => {
    const properties = { plumbline: { format: 1, repository: 'a\ud800' } }
    const { scans, refusals } = readSarif(sarif([], { properties }), {
      ...known,
      repository: undefined,
    })
    expect(scans).toEqual([])
    expect(refusals[0]?.reason).toMatch(/control characters/)
  })

  test.each([
    ['2026-08-22T10:21:47+02:00'],
    ['2026-08-22T10:21:47 02:00'],
    ['2026-08-22T08:21:47'],
    ['2026-08-22 10:21:47 +0200'],
  ])('%s is a time', (committedAt) => {
    expect(readScan(sarif([]), { ...known, committedAt }).committedAt).toBe(
      Date.parse('2026-08-22T08:21:47Z'),
    )
  })

  test.each([
    ['code/run 7', 'code'],
    ['code/', 'code'],
    ['nightly', 'nightly'],
    ['a/b/c', 'a/b'],
  ])('automation id %s is category %s', (id, category) => {
    expect(readScan(sarif([], { automationDetails: { id } })).category).toBe(category)
  })
})

describe('several runs', () => {
  const run = (name: string, results: unknown[], more = {}) => ({
    tool: { driver: { name } },
    results,
    ...more,
  })
  const result = (ruleId: string) => ({ ruleId, message: { text: ruleId } })

  test('of one tool and category are one scan, others are scans of their own', () => {
    const runs = [
      run('A', [result('1')]),
      run('A', [result('2')]),
      run('B', [result('3')]),
      run('A', [result('4')], { automationDetails: { id: 'other/1' } }),
    ]
    const { scans } = readSarif(bytes({ version: '2.1.0', runs }), known)
    expect(scans.map((s) => [s.tool, s.category, s.observations.length])).toEqual([
      ['A', '', 2],
      ['B', '', 1],
      ['A', 'other', 1],
    ])
  })

  test('one that failed keeps the whole scan from closing', () => {
    const runs = [run('A', []), run('A', [], { invocations: [{ executionSuccessful: false }] })]
    const { scans } = readSarif(bytes({ version: '2.1.0', runs }), known)
    expect(scans).toMatchObject([{ succeeded: false, coverage: { extent: 'seen' } }])
  })

  test('a bad run leaves the others', () => {
    const reading = readSarif(bytes({ version: '2.1.0', runs: [run('A', []), 42] }), known)
    expect(reading.scans).toHaveLength(1)
    expect(reading.refusals).toEqual([{ reason: 'a run is not an object', pointer: '/runs/1' }])
  })
})
