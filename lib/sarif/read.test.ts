import { describe, expect, test } from 'vitest'
import { limits } from './limits'
import { readSarif } from './read'
import { bytes, known, readOne, readScan, result, sarif } from './testing'

const reasons = (body: Uint8Array, params = known) =>
  readSarif(body, params).refusals.map(({ reason }) => reason)

describe('files that are refused', () => {
  test.each([
    ['another version', { version: '1.0.0', runs: [] }, /SARIF "1.0.0" is not read.*convert/],
    ['no version', { runs: [] }, /names no version/],
    ['a version that is a number', { version: 2.1, runs: [] }, /SARIF 2.1 is not read/],
    ['runs null', { version: '2.1.0', runs: null }, /runs is not an array/],
    ['no runs', { version: '2.1.0' }, /runs is not an array/],
    ['empty runs', { version: '2.1.0', runs: [] }, /runs is empty/],
    ['an array', [], /no object/],
    ['null', null, /no object/],
    ['a run that is null', { version: '2.1.0', runs: [null] }, /a run is not an object/],
    [
      'a run without a tool',
      { version: '2.1.0', runs: [{ results: [] }] },
      /does not name its tool/,
    ],
    ['too many runs', { version: '2.1.0', runs: Array(21).fill({}) }, /more than 20 runs \(21\)/],
  ])('%s', (_, file, expected) => {
    const reading = readSarif(bytes(file), known)
    expect(reading.scans).toEqual([])
    expect(reading.refused).toBe(1)
    expect(reading.refusals[0]?.reason).toMatch(expected)
  })

  test('too many results', () => {
    const results = `[${'1,'.repeat(limits.results)}1]`
    const file = `{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":${results}}]}`
    expect(reasons(bytes(file))).toEqual([expect.stringMatching(/more than 500000 results/)])
  })
})

describe('results', () => {
  test('one that cannot be read is refused with its place, the rest is kept', () => {
    const bad = [
      null,
      7,
      { ruleId: 5 },
      result('a', { locations: {} }),
      result('a', { locations: [1] }),
    ]
    const uri = { physicalLocation: { artifactLocation: { uri: 1 } } }
    const reading = readSarif(
      sarif([result('a.ts'), ...bad, result('b', { locations: [uri] })]),
      known,
    )
    expect(reading.scans[0]?.observations).toHaveLength(1)
    expect(reading.refused).toBe(6)
    expect(reading.refusals.map(({ pointer }) => pointer)).toEqual([
      '/runs/0/results/1',
      '/runs/0/results/2',
      '/runs/0/results/3/ruleId',
      '/runs/0/results/4/locations',
      '/runs/0/results/5/locations/0',
      '/runs/0/results/6/locations/0/physicalLocation/artifactLocation/uri',
    ])
    expect(reading.scans[0]?.coverage).toEqual({ extent: 'seen' })
  })

  test('other kinds and absent ones are ignored with the reason', () => {
    const kinds = ['pass', 'notApplicable', 'open', 'review', 'informational']
    const results = [...kinds.map((kind) => result('a', { kind })), result('a', { kind: 'fail' })]
    const reading = readSarif(sarif([...results, result('a', { baselineState: 'absent' })]), known)
    expect(reading.scans[0]?.observations).toHaveLength(1)
    expect(reading.ignored).toHaveLength(6)
    expect(reading.ignored[0]?.reason).toMatch(/"pass"/)
  })

  test.each([
    [[{ kind: 'inSource' }], true],
    [[{ kind: 'external', status: 'accepted' }], true],
    [[{ kind: 'external', status: 'rejected' }], false],
    [[{ kind: 'inSource' }, { kind: 'external', status: 'underReview' }], false],
    [[], false],
    [null, false],
  ])('suppressions %j: suppressed %s', (suppressions, expected) => {
    expect(readOne(sarif([result('a', { suppressions })])).suppressed).toBe(expected)
  })

  test('without a location speaks of the whole repository, or of its analysis target', () => {
    expect(readOne(sarif([{ ruleId: 'R', message: { text: 'x' } }])).path).toBe('')
    const target = { ruleId: 'R', message: { text: 'x' }, analysisTarget: { uri: 'bin/a.dll' } }
    expect(readOne(sarif([target])).path).toBe('bin/a.dll')
  })

  test('a region that is no region is left out, the finding is kept', () => {
    for (const startLine of [0, -1, 1.5, '3', 2 ** 31, Number.POSITIVE_INFINITY]) {
      const at = { physicalLocation: { artifactLocation: { uri: 'a' }, region: { startLine } } }
      const body = bytes(
        JSON.stringify({
          version: '2.1.0',
          runs: [{ tool: { driver: { name: 'x' } }, results: [result('a', { locations: [at] })] }],
        }).replace('null', '1e400'),
      )
      expect(readOne(body)).toMatchObject({ path: 'a', startLine: undefined, endLine: undefined })
    }
  })

  test('the logical location is the symbol, also by index', () => {
    const locations = [{ logicalLocations: [{ index: 0 }] }]
    const logicalLocations = [{ fullyQualifiedName: 'Shop.pay' }]
    expect(readOne(sarif([result('a', { locations })], { logicalLocations })).symbol).toBe(
      'Shop.pay',
    )
  })

  test('many locations and a long flow are kept whole, the first of them beside the finding', () => {
    const at = (i: number) => ({
      physicalLocation: { artifactLocation: { uri: `f${i}.ts` }, region: { startLine: i + 1 } },
    })
    const locations = Array.from({ length: 1000 }, (_, i) => at(i))
    const steps = Array.from({ length: 10_000 }, (_, i) => ({ location: at(i) }))
    const codeFlows = [{ threadFlows: [{ locations: steps }] }]
    const { path, data, places } = readOne(sarif([result('a', { locations, codeFlows })]))
    expect(path).toBe('f0.ts')
    expect(data?.locations).toHaveLength(100)
    // The first location is the finding's own place.
    expect(data).toMatchObject({ locationsTotal: 999, flowTotal: 10_000 })
    expect(data?.flow).toHaveLength(100)
    expect(data).toHaveProperty(['flow', 1], { path: 'f1.ts', line: 2 })
    const whole = JSON.parse(places ?? '') as { locations: unknown[]; flow: unknown[] }
    expect(whole.locations).toHaveLength(999)
    expect(whole.flow).toHaveLength(10_000)
    expect(whole.flow.at(-1)).toEqual({ path: 'f9999.ts', line: 10_000 })
  })
})

describe('what is hostile', () => {
  test('keys that pollute prototypes do nothing', () => {
    const text = JSON.stringify({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'x', rules: [{ id: '__proto__' }, { id: 'constructor' }] } },
          originalUriBaseIds: { PROTO: { uri: 'x/' } },
          properties: { plumbline: { format: 1, files: { PROTO: { polluted: true } } } },
          results: [
            result('a', {
              ruleId: '__proto__',
              properties: { plumbline: { data: { PROTO: { polluted: 1 } } } },
            }),
            result('a', { ruleId: 'toString', message: { id: 'valueOf' } }),
          ],
        },
      ],
    }).replaceAll('"PROTO"', '"__proto__"')
    const scan = readScan(bytes(text))
    expect(scan.observations.map((o) => o.ruleKey)).toEqual(['__proto__', 'toString'])
    expect(Object.assign({}, scan.observations[0]?.data)).not.toHaveProperty('polluted')
    expect({}).not.toHaveProperty('polluted')
  })

  test('U+0000 and halves of surrogate pairs become visible, and are counted', () => {
    const message = { text: 'a\0b\ud800c' }
    const reading = readSarif(sarif([result('x\0.ts', { message, ruleId: '\udc00' })]), known)
    const [observation] = reading.scans[0]?.observations ?? []
    expect(observation).toMatchObject({
      path: 'x\uFFFD.ts',
      message: 'a\uFFFDb\uFFFDc',
      ruleKey: '\uFFFD',
    })
    expect(reading.warnings.find(({ reason }) => /U\+FFFD/.test(reason))?.count).toBe(3)
  })

  test('only http(s) help addresses are kept', () => {
    const uris = [
      'https://x.y/z',
      'javascript:alert(1)',
      'data:text/html,x',
      ' JAVASCRIPT:x',
      'file:///e',
      '//x',
    ]
    const rules = uris.map((helpUri, i) => ({ id: `r${i}`, helpUri }))
    const reading = readSarif(sarif([], { tool: { driver: { name: 'x', rules } } }), known)
    expect(reading.scans[0]?.rules.map((rule) => rule.helpUri)).toEqual([
      'https://x.y/z',
      ...Array(5).fill(undefined),
    ])
    expect(reading.warnings[0]?.count).toBe(5)
  })

  test('long texts are cut with a mark, and said', () => {
    const text = 'x'.repeat(70_000)
    const reading = readSarif(sarif([result('a', { message: { text } })]), known)
    const { message = '' } = reading.scans[0]?.observations[0] ?? {}
    expect(message).toMatch(/… \[cut: 4464 more characters\]$/)
    expect(reading.warnings[0]?.reason).toMatch(/64 KB/)
  })

  test('a message that multiplies its arguments stays small', () => {
    const message = { text: '{0}'.repeat(20_000), arguments: ['y'.repeat(1_000_000)] }
    expect(readOne(sarif([result('a', { message })])).message.length).toBeLessThan(66_000)
  })
})
