import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSarif } from './read'
import { bytes, known } from './testing'

const place = {
  physicalLocation: {
    artifactLocation: { uri: 'a%20b.ts', uriBaseId: 'SRCROOT', index: 0 },
    region: { startLine: 1, endLine: 2, snippet: { text: 'x' } },
    contextRegion: { startLine: 1, snippet: { text: 'y' } },
  },
  logicalLocations: [{ index: 0, fullyQualifiedName: 'A.b' }],
  message: { text: 'here' },
}
/** One of everything that is read. */
const everything = {
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'T',
          semanticVersion: '1',
          globalMessageStrings: { g: { text: '{0}' } },
          rules: [
            {
              id: 'R',
              guid: 'g',
              helpUri: 'https://x.y',
              help: { markdown: 'm' },
              shortDescription: { text: 's' },
              defaultConfiguration: { level: 'error', enabled: true },
              messageStrings: { m: { text: '{0}' } },
              properties: { plumbline: { kind: 'decision', decisionKind: 'caching' } },
            },
          ],
        },
        extensions: [{ name: 'E', rules: [{ id: 'X' }] }],
      },
      originalUriBaseIds: {
        SRCROOT: { uri: 'file:///w/', uriBaseId: 'TOP' },
        TOP: { uri: 'file:///' },
      },
      versionControlProvenance: [
        {
          repositoryUri: 'https://x/y',
          revisionId: 'abcdef1',
          branch: 'main',
          mappedTo: { uriBaseId: 'SRCROOT' },
        },
      ],
      automationDetails: { id: 'c/1' },
      artifacts: [{ location: { uri: 'z' }, parentIndex: 0 }],
      logicalLocations: [{ fullyQualifiedName: 'A' }],
      threadFlowLocations: [{ location: place }],
      invocations: [
        {
          executionSuccessful: true,
          endTimeUtc: '2026-01-01T00:00:00Z',
          workingDirectory: { uri: 'file:///w' },
          toolExecutionNotifications: [
            { level: 'warning', message: { text: 'n' }, locations: [place] },
          ],
          ruleConfigurationOverrides: [
            { descriptor: { index: 0 }, configuration: { level: 'note' } },
          ],
        },
      ],
      properties: {
        plumbline: {
          format: 1,
          repository: 'r',
          committedAt: '2026-01-01T00:00:00Z',
          scope: { paths: ['a/**'] },
          services: [{ name: 's', paths: ['**'], team: 't' }],
          commits: {
            abcdef1: { committedAt: '2026-01-01T00:00:00Z', assistance: { grade: 'notes' } },
          },
          files: { read: 1 },
        },
      },
      results: [
        {
          ruleId: 'R',
          ruleIndex: 0,
          rule: { index: 0, toolComponent: { index: 0 } },
          level: 'error',
          kind: 'fail',
          message: { id: 'm', arguments: ['a'] },
          locations: [place, place],
          relatedLocations: [place],
          codeFlows: [{ threadFlows: [{ locations: [{ location: place }, { index: 0 }] }] }],
          fingerprints: { f: '1' },
          partialFingerprints: { p: '1', primaryLocationLineHash: 'x:1' },
          suppressions: [{ kind: 'inSource' }],
          analysisTarget: { uri: 'q' },
          properties: {
            plumbline: { introducedBy: 'abcdef1', attempts: 3, layers: [1], data: { a: 1 } },
          },
        },
      ],
    },
  ],
}

type Path = (string | number)[]
const paths = (value: unknown, at: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? [at, ...Object.entries(value).flatMap(([key, item]) => paths(item, [...at, key]))]
    : [at]

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value))
    return value.map((item, i) => (String(i) === key ? replaced(item, rest, by) : item))
  return {
    ...(value as object),
    [key]: replaced((value as Record<string, unknown>)[key], rest, by),
  }
}

const odd = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 31,
    1e300,
    '',
    '\0',
    '\ud800',
    '__proto__',
    '%00',
    '../..',
  ),
  fc.constantFrom(
    [],
    {},
    [null],
    [[]],
    ['x'],
    { text: 1 },
    { uri: 'file://' },
    { index: 0 },
    { id: 'R' },
  ),
  fc.string({ unit: 'binary' }),
  fc.jsonValue({ maxDepth: 3 }),
)

test('whatever stands in place of whatever, reading ends with storable content or a reason', () => {
  const all = paths(everything)
  const change = fc.tuple(fc.constantFrom(...all), odd)
  fc.assert(
    fc.property(
      fc.array(change, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      (changes, stated) => {
        const file = changes.reduce<unknown>((value, [at, by]) => {
          try {
            return replaced(value, at, by)
          } catch {
            // An earlier change took this place away.
            return value
          }
        }, everything)
        const reading = readSarif(bytes(file ?? null), stated ? known : {})
        expect(reading.scans.length + reading.refusals.length).toBeGreaterThan(0)
        const text = JSON.stringify(reading.scans)
        expect(text).not.toMatch(/\\u0000|\\ud[89a-f]/)
        for (const { path } of reading.scans.flatMap(({ observations }) => observations)) {
          expect(path).not.toMatch(/(^|\/)\.\.(\/|$)|^\//)
        }
      },
    ),
    { numRuns: 300 },
  )
})
