import { expect, test } from 'vitest'
import { ownersOf } from './owners-of'
import { MAX_BYTES, parseCodeowners } from './parse'

const parse = (...lines: string[]) => parseCodeowners(lines.join('\n'), { dialect: 'github' })
const owners = (file: ReturnType<typeof parse>, path: string) =>
  ownersOf(file, path).owners.map((owner) => owner.name)
const codes = (file: ReturnType<typeof parse>) =>
  file.diagnostics.map((d) => `${d.line} ${d.severity} ${d.code}`)

test('comments and empty lines are no rules and no faults', () => {
  const file = parse('# a', '', '   ', '  # b', '\t')
  expect([file.rules, file.diagnostics]).toEqual([[], []])
})

test('users, teams and e-mail addresses own, several on one line', () => {
  const file = parse('* @ann @org/team.x bob@example.com @ann_corp')
  expect(ownersOf(file, 'x').owners).toEqual([
    { kind: 'user', name: '@ann' },
    { kind: 'team', name: '@org/team.x' },
    { kind: 'email', name: 'bob@example.com' },
    { kind: 'user', name: '@ann_corp' },
  ])
})

test('a comment may stand behind the owners', () => {
  expect(owners(parse('*.js @ann #This is an inline comment. @bob'), 'x.js')).toEqual(['@ann'])
  expect(owners(parse('*.js @ann#comment'), 'x.js')).toEqual(['@ann'])
})

test('a pattern without owners un-owns', () => {
  const file = parse('/apps/ @octocat', '/apps/github', '/apps/x # nobody')
  expect(owners(file, 'apps/a')).toEqual(['@octocat'])
  expect(ownersOf(file, 'apps/github/a')).toMatchObject({ owners: [], line: 2 })
  expect(ownersOf(file, 'apps/x')).toMatchObject({ owners: [], line: 3 })
  expect(file.diagnostics).toEqual([])
})

test('escaped spaces belong to the path, also the last one', () => {
  const file = parse('/a\\ b/\\ c @ann', '/d\\ ')
  expect(owners(file, 'a b/ c')).toEqual(['@ann'])
  expect(ownersOf(file, 'd ').line).toBe(2)
})

test.each([
  ['!*.js @ann', 'negation'],
  ['\\#file @ann', 'escaped-hash'],
  ['x[ab].js @ann', 'brackets'],
  ['app/[id]/page.tsx @ann', 'brackets'],
  ['/ @ann', 'never-matches'],
  ['./src @ann', 'never-matches'],
  ['a//b @ann', 'never-matches'],
  ['a*** @ann', 'stars'],
  ['src user', 'malformed-owner'],
  ['src @ann, @bob', 'malformed-owner'],
  ['my docs/ @ann', 'malformed-owner'],
  ['src @@maintainer', 'malformed-owner'],
  ['[Section] @ann', 'brackets'],
])('%s is skipped whole and says so', (line, code) => {
  const file = parse('* @all', line)
  expect(codes(file)).toEqual([`2 error ${code}`])
  expect(file.rules).toHaveLength(1)
  expect(file.diagnostics[0]?.advice).not.toBe('')
})

test('`**` that is no name of its own is a plain star, and that is said', () => {
  const file = parse('/src** @ann')
  expect(codes(file)).toEqual(['1 warning weak-stars'])
  expect([ownersOf(file, 'src-a').line, ownersOf(file, 'x/src').line]).toEqual([1, null])
})

test('line ends of Windows and a byte order mark change nothing', () => {
  const file = parseCodeowners('\ufeff* @ann\r\n/b @bob\r\n', { dialect: 'github' })
  expect(owners(file, 'a')).toEqual(['@ann'])
  expect(ownersOf(file, 'b')).toMatchObject({ line: 2 })
  expect(file.diagnostics).toEqual([])
})

test('a file of 3 MB or more is not read, and that is said', () => {
  const file = parse(`* @ann\n#${'x'.repeat(MAX_BYTES)}`)
  expect([file.rules, codes(file)]).toEqual([[], ['0 error too-big']])
})

test('what is no text is not read', () => {
  expect(codes(parse('* @ann\n\0'))).toEqual(['0 error not-text'])
})

test('hostile lines are read in no time', () => {
  const n = 50_000
  const hostile = ['\\', '@', 'a@.', '[', '(', '* ', '/', '**/', ' #'].map((s) => s.repeat(n))
  for (const dialect of ['github', 'gitlab'] as const) {
    for (const line of hostile) {
      const file = parseCodeowners(`${line}\nx ${line}\n[a] ${line}`, { dialect })
      expect(file.rules.length + file.diagnostics.length).toBeGreaterThan(0)
    }
  }
})
