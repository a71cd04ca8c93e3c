import { describe, expect, test } from 'vitest'
import { readSarif } from './read'
import { known, readOne, readScan, result, sarif } from './testing'

const pathOf = (uri: string, run: Record<string, unknown> = {}, location = {}) => {
  const physicalLocation = { artifactLocation: { uri, ...location } }
  return readOne(sarif([result('', { locations: [{ physicalLocation }] })], run)).path
}
const bases = (originalUriBaseIds: Record<string, unknown>) => ({ originalUriBaseIds })

describe('paths', () => {
  test.each([
    ['src/a.ts', 'src/a.ts'],
    ['./src//a.ts', 'src/a.ts'],
    ['src\\win\\a.cs', 'src/win/a.cs'],
    ['src/with%20space/%C3%A9.ts', 'src/with space/é.ts'],
    ['src/100%/a.ts', 'src/100%/a.ts'],
    ['src/bad%ff.ts', 'src/bad%ff.ts'],
    ['src/C#/a.cs', 'src/C#/a.cs'],
    ['app/[id]/page.tsx', 'app/[id]/page.tsx'],
    ['src/x/../a.ts', 'src/a.ts'],
    [' lead/a.ts', ' lead/a.ts'],
    ['src/trail.ts ', 'src/trail.ts '],
    ['%20a/b.ts%20', ' a/b.ts '],
    ['\n src/a.ts\r\n', ' src/a.ts'],
    [' file:///etc/passwd', 'etc/passwd'],
    ['../../etc/passwd', 'etc/passwd'],
    ['%2e%2e/%2e%2e/etc/passwd', 'etc/passwd'],
    ['..%5c..%5cwindows', 'windows'],
    ['file:///etc/passwd', 'etc/passwd'],
    ['file:/etc/passwd', 'etc/passwd'],
    ['file://localhost/etc/x', 'etc/x'],
    ['C:\\work\\a.cs', 'C:/work/a.cs'],
    ['file:///C:/work/a.cs', 'C:/work/a.cs'],
    ['\\\\server\\share\\a.cs', 'server/share/a.cs'],
    ['https://user:secret@example.com/x/a.js', 'example.com/x/a.js'],
    ['/home/runner/work/shop/shop/src/a.ts', 'src/a.ts'],
    ['/builds/acme/shop/packages/shop/a.ts', 'packages/shop/a.ts'],
    ['src/%00.ts', 'src/\uFFFD.ts'],
    ['', ''],
  ])('%s is %s', (uri, expected) => {
    expect(pathOf(uri)).toBe(expected)
  })

  test('leaving the repository is said', () => {
    const { warnings } = readSarif(sarif([result('../x')]), known)
    expect(warnings).toEqual([
      {
        reason: expect.stringMatching(/leads out of the repository/),
        pointer: '/runs/0/results/0/locations/0/physicalLocation/artifactLocation',
        count: 1,
      },
    ])
  })

  test('absolute files are taken from the source root', () => {
    const run = bases({ SRCROOT: { uri: 'file:///D:/a/1/s/' } })
    expect(pathOf('file:///d:/a/1/s/src/a.cs', run)).toBe('src/a.cs')
    expect(pathOf('src/a.cs', run, { uriBaseId: 'SRCROOT' })).toBe('src/a.cs')
    expect(pathOf('file:///D:/other/a.cs', run)).toBe('D:/other/a.cs')
  })

  test('bases nest, and the outermost named root counts', () => {
    const run = bases({ REPOROOT: {}, SRCROOT: { uri: 'src/', uriBaseId: 'REPOROOT' } })
    expect(pathOf('a.ts', run, { uriBaseId: 'SRCROOT' })).toBe('src/a.ts')
    const absolute = bases({
      REPO_ROOT: { uri: 'file:///w/r/' },
      '%SRCROOT%': { uri: 'src', uriBaseId: 'REPO_ROOT' },
    })
    expect(pathOf('a.ts', absolute, { uriBaseId: '%SRCROOT%' })).toBe('src/a.ts')
  })

  test('bases in a ring and bases of any name end somewhere', () => {
    const ring = bases({ A: { uri: 'a/', uriBaseId: 'B' }, B: { uri: 'b/', uriBaseId: 'A' } })
    expect(pathOf('x', ring, { uriBaseId: 'A' })).toBe('b/a/x')
    expect(pathOf('x', {}, { uriBaseId: '__proto__' })).toBe('x')
  })

  test('version control says where the repository is mapped', () => {
    const run = {
      ...bases({ SRCROOT: { uri: 'file:///w/shop/src/' } }),
      versionControlProvenance: [
        { repositoryUri: 'https://x/y', mappedTo: { uri: 'file:///w/shop' } },
      ],
    }
    expect(pathOf('a.ts', run, { uriBaseId: 'SRCROOT' })).toBe('src/a.ts')
  })

  test('the working directory is a root too', () => {
    const run = {
      invocations: [{ executionSuccessful: true, workingDirectory: { uri: 'file:///w/x' } }],
    }
    expect(pathOf('/w/x/lib/a.c', run)).toBe('lib/a.c')
  })

  test('artifacts by index, also inside others', () => {
    const artifacts = [
      { location: { uri: 'lib/app.zip' } },
      { location: { uri: '/intro.docx' }, parentIndex: 0 },
      { location: { index: 2 }, parentIndex: 2 },
    ]
    const at = (index: number) => ({
      locations: [{ physicalLocation: { artifactLocation: { index } } }],
    })
    const scan = readScan(
      sarif(
        [0, 1, 2, 9].map((i) => result('', at(i))),
        { artifacts },
      ),
    )
    expect(scan.observations.map((o) => o.path)).toEqual([
      'lib/app.zip',
      'lib/app.zip/intro.docx',
      '',
      '',
    ])
  })
})
