import { expect, test } from 'vitest'
import { ownersOf } from './owners-of'
import { parseCodeowners } from './parse'

const parse = (...lines: string[]) => parseCodeowners(lines.join('\n'), { dialect: 'gitlab' })
const owners = (file: ReturnType<typeof parse>, path: string) =>
  ownersOf(file, path)
    .owners.map((owner) => owner.name)
    .sort()
const codes = (file: ReturnType<typeof parse>) =>
  file.diagnostics.map((d) => `${d.line} ${d.severity} ${d.code}`)

test('each section counts, and in each the last match', () => {
  const file = parse(
    '* @admin',
    '[README Owners]',
    'README.md @user1 @user2',
    'internal/README.md @user4',
    '[README other owners]',
    'README.md @user3',
  )
  expect(owners(file, 'README.md')).toEqual(['@admin', '@user1', '@user2', '@user3'])
  expect(owners(file, 'internal/README.md')).toEqual(['@admin', '@user3', '@user4'])
})

test('a heading gives owners to lines that name none', () => {
  const file = parse('[Database][2] @db @ann', 'model/', 'config/x.md @docs')
  expect(owners(file, 'model/a')).toEqual(['@ann', '@db'])
  expect(owners(file, 'config/x.md')).toEqual(['@docs'])
  expect(file.rules.map((r) => r.ownersFrom)).toEqual(['section', 'line'])
  expect(file.sections[1]).toEqual({ name: 'Database', line: 1, optional: false, approvals: 2 })
})

test('sections of one name are one, whatever the case, required if one of them is', () => {
  const file = parse('^[Docs] @a', 'x', '[Other]', '[DOCS] @b', 'x')
  expect(file.sections.map((s) => [s.name, s.optional])).toEqual([
    [null, false],
    ['Docs', false],
    ['Other', false],
  ])
  expect(owners(file, 'x')).toEqual(['@b'])
})

test('an optional section owns, and says that it is optional', () => {
  const file = parse('^[Go]', '*.go @root')
  expect(ownersOf(file, 'a.go').decisions).toMatchObject([{ section: 'Go', optional: true }])
})

test('an exclusion takes a path out of its section for good, and of no other', () => {
  const file = parse('* @all', '!pom.xml', '/sub/pom.xml @sub', '[Maven]', '*.xml @mvn')
  expect(owners(file, 'sub/pom.xml')).toEqual(['@mvn'])
  expect(owners(file, 'a.xml')).toEqual(['@all', '@mvn'])
  expect(owners(parse('*.rb @a', '!*.rb', '*.rb @b'), 'x.rb')).toEqual([])
})

test('owners on an exclusion have no effect', () => {
  expect(codes(parse('* @a', '!x @b'))).toEqual(['2 warning exclusion-owners'])
})

test('roles own, in the plural and any case too', () => {
  const file = parse('/config/ @@maintainer @@Developers @@owner')
  expect(ownersOf(file, 'config/x')).toMatchObject({
    owners: [
      { kind: 'role', name: '@@maintainer' },
      { kind: 'role', name: '@@developer' },
      { kind: 'role', name: '@@owner' },
    ],
    confidence: 'weak',
  })
  expect(codes(parse('x @@guest'))).toEqual(['1 error malformed-owner', '1 warning no-owner'])
})

test('malformed owners are ignored, the rest of the line stands', () => {
  const file = parse('/path/* @group user_without_at @user ann@example.com')
  expect(owners(file, 'path/x')).toEqual(['@group', '@user', 'ann@example.com'])
  expect(codes(file)).toEqual(['1 error malformed-owner'])
})

test('a space that is not escaped ends the path', () => {
  const file = parse('folder with spaces/*.md @group')
  expect(file.rules[0]?.pattern).toBe('folder')
  expect(codes(file)).toEqual(['1 error malformed-owner'])
})

test('there are no comments behind a rule: names in them own', () => {
  const file = parse('*.md @docs # ask @bob', '*.txt @docs # plain words')
  expect(owners(file, 'x.md')).toEqual(['@bob', '@docs'])
  expect(owners(file, 'x.txt')).toEqual(['@docs'])
  expect(codes(file)).toEqual(['1 warning owner-in-comment'])
})

test('a comment hides the owners of the section', () => {
  const file = parse('[Docs] @docs', 'a.md # the readme')
  expect(ownersOf(file, 'a.md')).toMatchObject({ owners: [], line: 2 })
  expect(codes(file)).toEqual(['2 warning no-owner'])
})

test('a heading that is not closed is a rule of the section before', () => {
  const file = parse('* @group', '[Section name', 'docs/ @docs')
  expect(file.sections).toHaveLength(1)
  expect(file.rules.map((r) => r.pattern)).toEqual(['*', '[Section', 'docs/'])
  expect(codes(file)).toEqual([
    '2 error unclosed-heading',
    '2 error malformed-owner',
    '2 warning no-owner',
  ])
})

test('`**` at the end is a plain star, and that is said', () => {
  const file = parse('/docs/** @docs')
  expect(owners(file, 'docs/a/b')).toEqual([])
  expect(codes(file)).toEqual(['1 warning weak-stars'])
})

test('what GitLab objects to in headings is said', () => {
  const file = parse('[]', '^[Opt][2] @a', 'x', '[ab]*.rb @b', 'y @c')
  expect(codes(file)).toEqual([
    '1 error unnamed-section',
    '2 warning optional-approvals',
    '4 error malformed-owner',
  ])
  expect(file.sections.map((s) => s.name)).toEqual([null, '', 'Opt', 'ab'])
})

test('of equal patterns in one section the last line decides, wherever it stands', () => {
  const file = parse('/src/ @a', '/src/components/ @frontend', '/src/ @b')
  expect(owners(file, 'src/components/Button.vue')).toEqual(['@b'])
})
