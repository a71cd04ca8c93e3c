import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeGlob, globKey, readGlob } from './glob'
import { ownersOf } from './owners-of'
import { parseCodeowners } from './parse'
import { matchedByGit, readingByRegex } from './second-reading'
import type { Dialect } from './types'

const matches = (pattern: string, path: string, dialect: Dialect) =>
  ownersOf(parseCodeowners(`${pattern} @o`, { dialect }), path).line === 1

/** Pattern, what it covers, what it does not. */
const GITHUB: [string, string[], string[]][] = [
  ['*', ['a', 'a/b', '.a/b'], []],
  ['**', ['a', 'a/b'], []],
  ['/*', ['a'], ['a/b']],
  ['*.js', ['x.js', 'a/x.js', '.js', 'x.js/y'], ['x.jsx', 'x.JS']],
  ['foo', ['foo', 'foo/x', 'a/foo', 'a/foo/x'], ['foo.txt', 'Foo']],
  ['/foo', ['foo', 'foo/x/y'], ['a/foo', 'food']],
  ['foo/', ['foo/x', 'a/foo/x/y'], ['foo', 'a/foo']],
  ['/foo/', ['foo/x', 'foo/x/y'], ['foo', 'a/foo/x']],
  ['foo/bar', ['foo/bar', 'foo/bar/x'], ['a/foo/bar']],
  ['docs/*', ['docs/a.md'], ['docs/a/b.md', 'x/docs/a.md', 'docs']],
  ['docs/*.md', ['docs/a.md'], ['docs/a/b.md', 'docs/a.txt']],
  ['/a/*/c', ['a/b/c', 'a/b/c/d'], ['a/c', 'a/b/b/c']],
  ['**/logs', ['logs', 'a/b/logs/x'], ['logs.txt']],
  ['a/**', ['a/b', 'a/b/c'], ['a', 'b/a/c']],
  ['a/**/z', ['a/z', 'a/b/c/z/y'], ['b/a/z']],
  ['f?o', ['foo', 'a/fxo'], ['fo', 'f/o', 'fooo']],
  ['/a\\ b', ['a b', 'a b/c'], ['a', 'ab']],
  ['/a\\*b', ['a*b'], ['axb']],
  ['/app/\\[id\\]/', ['app/[id]/x'], ['app/i/x']],
  ['/x#y', ['x#y'], ['x']],
]

const GITLAB: [string, string[], string[]][] = [
  ['*', ['a', 'a/b', '.a/.b'], []],
  ['/*', ['a'], ['a/b']],
  ['*.rb', ['x.rb', 'a/x.rb'], ['x.rb/y', 'x.RB']],
  ['internal/README.md', ['internal/README.md', 'a/internal/README.md'], ['README.md']],
  ['/docs', ['docs'], ['docs/a']],
  ['/docs/', ['docs/a', 'docs/a/b'], ['docs', 'x/docs/a']],
  ['lib/', ['lib/a', 'x/lib/a/b'], ['lib']],
  ['/docs/*', ['docs/a'], ['docs/a/b']],
  ['/docs/**', ['docs/a'], ['docs/a/b']],
  ['/docs/**/*', ['docs/a', 'docs/a/b'], ['docs']],
  ['/docs/**/index.md', ['docs/index.md', 'docs/a/b/index.md'], ['index.md']],
  ['/docs/*/README.md', ['docs/api/README.md'], ['docs/README.md', 'docs/a/b/README.md']],
  ['/docs/*spec*', ['docs/qa_specs.rb'], ['docs/x/spec']],
  ['/db/*migrate/', ['db/post_migrate/1.rb'], ['db/x/migrate/1.rb']],
  ['/x[0-9].c', ['x1.c'], ['xa.c']],
  ['/x[^0-9].c', ['xa.c'], ['x1.c', 'x/.c']],
  ['\\#file', ['#file', 'a/#file'], ['file']],
  ['path\\ with\\ spaces/', ['path with spaces/x'], ['path/x']],
  ['/', ['a', 'a/b'], []],
  ['/a[b', [], ['a[b', 'ab']],
]

test.each(GITHUB)('GitHub: %s', (pattern, covered, others) => {
  for (const path of covered) expect([path, matches(pattern, path, 'github')]).toEqual([path, true])
  for (const path of others) expect([path, matches(pattern, path, 'github')]).toEqual([path, false])
})

test.each(GITLAB)('GitLab: %s', (pattern, covered, others) => {
  for (const path of covered) expect([path, matches(pattern, path, 'gitlab')]).toEqual([path, true])
  for (const path of others) expect([path, matches(pattern, path, 'gitlab')]).toEqual([path, false])
})

test('git itself agrees with the table for GitHub', () => {
  const all = GITHUB.flatMap(([, covered, others]) => [...covered, ...others])
  const judged = matchedByGit(
    GITHUB.map(([pattern]) => pattern),
    all,
  )
  for (const [i, [pattern, covered, others]] of GITHUB.entries()) {
    const by = [...covered, ...others].filter((path) => judged[i]?.has(path))
    expect([pattern, ...by]).toEqual([pattern, ...covered])
  }
})

const name = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 })
const path = fc
  .array(
    name.filter((n) => !/^\.+$/.test(n)),
    { minLength: 1, maxLength: 4 },
  )
  .map((names) => names.join('/'))
const piece = fc.oneof(
  fc.constantFrom('*', '**', 'a*', '*b', '?', 'a?', '*a*', '**b', '\\a', 'a', 'b', 'ab'),
  name.filter((n) => !/^\.+$/.test(n)),
)
const pattern = fc
  .tuple(
    fc.constantFrom('', '/'),
    fc.array(piece, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('', '/'),
  )
  .map(([start, pieces, end]) => start + pieces.join('/') + end)
const paths = fc.uniqueArray(path, { minLength: 1, maxLength: 30 })

test('any pattern covers on GitHub what git would ignore, but for the shallow dir/*', () => {
  const patterns = fc.array(pattern, { minLength: 50, maxLength: 50, size: 'max' })
  fc.assert(
    fc.property(patterns, paths, (some, all) => {
      const judged = matchedByGit(some, all)
      for (const [i, p] of some.entries()) {
        const file = parseCodeowners(`${p} @o`, { dialect: 'github' })
        const ours = all.filter((one) => ownersOf(file, one).line === 1)
        expect([p, ...ours]).toEqual([p, ...all.filter((one) => judged[i]?.has(one))])
      }
    }),
    { numRuns: 8 },
  )
})

test('any pattern covers on GitLab what a plain fnmatch would', () => {
  fc.assert(
    fc.property(pattern, paths, (p, all) => {
      const text = `${p} @o`
      const file = parseCodeowners(text, { dialect: 'gitlab' })
      const ours = all.map((one) => [one, ownersOf(file, one).owners.map((o) => o.name)])
      expect(new Map(ours as [string, string[]][])).toEqual(readingByRegex(text, all))
    }),
    { numRuns: 1000 },
  )
})

test('patterns of one meaning have one form', () => {
  const key = (p: string) => globKey(readGlob(p, 'github'))
  expect(key('*')).toBe(key('**/*'))
  expect(key('*')).toBe(key('/**'))
  expect(key('docs/**')).toBe(key('/docs/'))
  expect(key('docs/')).toBe(key('**/docs/'))
  expect(key('docs/')).not.toBe(key('/docs/'))
})

test('a glob can be said in words', () => {
  const say = (p: string) => describeGlob(readGlob(p, 'github'))
  expect(say('*')).toBe('everything')
  expect(say('/src/pay/')).toBe('everything below a directory src/pay/ from the root')
  expect(say('docs/*')).toBe('a file docs/* from the root')
  expect(say('*.js')).toBe('a file *.js anywhere, or everything below a directory of that name')
})

test('a hostile glob takes no time', () => {
  const file = parseCodeowners(`/${'*a'.repeat(200)}b @o`, { dialect: 'github' })
  expect(ownersOf(file, 'a'.repeat(5000)).line).toBeNull()
})
