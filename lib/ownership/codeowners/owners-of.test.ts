import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapePath } from './escape'
import { explainOwners } from './explain'
import { ownersOf } from './owners-of'
import { parseCodeowners } from './parse'
import { readingByGit, readingByRegex } from './second-reading'
import type { Dialect } from './types'

const SAMPLE = [
  '*                       @org/everyone # whoever is left',
  '*.sql                   @org/data',
  '/services/              @org/backend',
  '/services/pay/          @org/payments ann@example.com',
  '/services/pay/*.md      @org/docs',
  '/services/pay/generated/',
  'docs/*                  @org/docs',
  '**/migrations/**/*.sql  @org/data @bob',
  'with\\ space/           @bob',
]
const PATHS = [
  'README.md',
  'a/b.sql',
  'services/x/main.go',
  'services/pay/api.go',
  'services/pay/README.md',
  'services/pay/deep/README.md',
  'services/pay/generated/x.go',
  'docs/a.md',
  'docs/a/b.md',
  'x/docs/a.md',
  'services/pay/migrations/1/up.sql',
  'with space/a',
]

test('the last rule that matches decides, and says which it is', () => {
  const file = parseCodeowners(SAMPLE.join('\n'))
  expect(ownersOf(file, 'services/pay/api.go')).toMatchObject({
    owners: [
      { kind: 'team', name: '@org/payments' },
      { kind: 'email', name: 'ann@example.com' },
    ],
    line: 4,
    pattern: '/services/pay/',
    confidence: 'sure',
  })
  expect(ownersOf(file, './services/pay/generated/x.go')).toMatchObject({ owners: [], line: 6 })
})

test('case counts', () => {
  expect(ownersOf(parseCodeowners('/Docs/ @a'), 'docs/x').confidence).toBe('none')
})

test.each([
  ['/src/pay/', 'sure'],
  ['Makefile', 'sure'],
  ['**/lib/*.ts', 'sure'],
  ['*.sql', 'likely'],
  ['/test-*', 'likely'],
  ['*', 'weak'],
  ['/**/*', 'weak'],
  ['/*/', 'weak'],
])('%s is %s of its owner', (pattern, confidence) => {
  const paths = ['src/pay/x.sql', 'Makefile', 'src/lib/a.ts', 'test-a']
  const file = parseCodeowners(`${pattern} @a`)
  const said = paths.map((path) => ownersOf(file, path).confidence)
  expect(said.filter((c) => c !== 'none')[0]).toBe(confidence)
})

test('of several sections the surest comes first, and all owners are named', () => {
  const file = parseCodeowners('* @all\n[Docs] @docs\n/doc/\n[Nobody]\n/doc/\n')
  expect(ownersOf(file, 'doc/x')).toMatchObject({
    owners: [
      { kind: 'user', name: '@docs' },
      { kind: 'user', name: '@all' },
    ],
    line: 3,
    section: 'Docs',
    confidence: 'sure',
    decisions: [{ line: 1, confidence: 'weak' }, { line: 3 }, { line: 5, owners: [] }],
  })
})

test('a second reading gives the same owners, in both dialects', () => {
  const text = SAMPLE.join('\n')
  const ours = (dialect: Dialect) => {
    const file = parseCodeowners(text, { dialect })
    return new Map(PATHS.map((path) => [path, ownersOf(file, path).owners.map((o) => o.name)]))
  }
  expect(ours('github')).toEqual(readingByGit(text, PATHS))
  expect(ours('gitlab')).toEqual(readingByRegex(text, PATHS))
})

test('the explanation lists every rule that matches and why the winner won', () => {
  const file = parseCodeowners(SAMPLE.join('\n'), { path: '.github/CODEOWNERS' })
  const { steps, summary } = explainOwners(file, 'services/pay/README.md')
  expect(steps.map((s) => [s.line, s.outcome, s.because])).toEqual([
    [1, 'overridden', 'line 5 matches too and stands later'],
    [3, 'overridden', 'line 5 matches too and stands later'],
    [4, 'overridden', 'line 5 matches too and stands later'],
    [5, 'decides', 'the last rule that matches'],
  ])
  expect(summary).toBe('@org/docs by .github/CODEOWNERS:5.')
  expect(explainOwners(file, 'services/pay/generated/x').summary).toBe(
    'Nobody, by .github/CODEOWNERS:6: the path is taken out on purpose.',
  )
})

test('the explanation of an exclusion names it', () => {
  const file = parseCodeowners('* @all\n!*.lock\n/a.lock @ann\n', { path: 'CODEOWNERS' })
  const { steps, summary } = explainOwners(file, 'a.lock')
  expect(steps.map((s) => s.because)).toEqual([
    'line 2 excludes the path',
    'takes the path out of the file, whatever else matches',
    'line 2 excludes the path',
  ])
  expect(summary).toBe('Nobody, by CODEOWNERS:2: the path is taken out on purpose.')
})

test('where nothing matches, the lines that were skipped are shown', () => {
  const file = parseCodeowners('/src/[id]/ @ann', { dialect: 'github' })
  const { summary, skipped } = explainOwners(file, 'src/[id]/x')
  expect(summary).toBe('No rule in CODEOWNERS matches this path.')
  expect(skipped.map((d) => d.line)).toEqual([1])
})

const name = fc.string({ minLength: 1, maxLength: 6 }).filter((n) => !/[/\r\n\0]|^\.\.?$/.test(n))
const anyPath = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
const dialects = fc.constantFrom<Dialect>('github', 'gitlab')

test('an escaped path means exactly itself', () => {
  fc.assert(
    fc.property(anyPath, anyPath, dialects, (path, other, dialect) => {
      const pattern = escapePath(path, dialect)
      fc.pre(pattern !== null)
      const file = parseCodeowners(`${pattern} @o`, { dialect })
      expect(file.diagnostics).toEqual([])
      expect(ownersOf(file, path).line).toBe(1)
      const below = dialect === 'github' && other.startsWith(`${path}/`)
      expect(ownersOf(file, other).line === 1).toBe(other === path || below)
    }),
  )
})

test('a rule added at the end decides what it matches and changes nothing else', () => {
  const lines = fc.array(fc.constantFrom(...SAMPLE), { maxLength: 12 })
  fc.assert(
    fc.property(lines, fc.constantFrom(...PATHS), dialects, (before, path, dialect) => {
      const added = `${escapePath(path, dialect)} @new`
      const old = parseCodeowners(before.join('\n'), { dialect })
      const file = parseCodeowners([...before, added].join('\n'), { dialect })
      expect(ownersOf(file, path)).toMatchObject({
        owners: [{ name: '@new' }],
        line: before.length + 1,
        confidence: 'sure',
      })
      for (const other of PATHS) {
        if (other !== path) expect(ownersOf(file, other)).toEqual(ownersOf(old, other))
      }
    }),
  )
})

test('whatever a file says, each line is a rule, a heading, a comment or a diagnostic', () => {
  const bit = fc.constantFrom(
    '*',
    '/',
    'a',
    ' ',
    '@a',
    '#',
    '!',
    '[',
    ']',
    '^',
    '\\',
    '@@owner',
    '2',
  )
  const line = fc.array(bit, { maxLength: 8 }).map((bits) => bits.join(''))
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), dialects, (lines, dialect) => {
      const file = parseCodeowners(lines.join('\n'), { dialect })
      const spoken = new Set([...file.rules, ...file.diagnostics].map((r) => r.line))
      for (const [i, text] of lines.entries()) {
        const silent =
          /^\s*(#|$)/.test(text) || (dialect === 'gitlab' && /^\s*\^?\[.*\]/.test(text))
        if (!silent) expect([text, spoken.has(i + 1)]).toEqual([text, true])
      }
    }),
  )
})
