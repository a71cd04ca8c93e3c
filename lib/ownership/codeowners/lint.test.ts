import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lintCodeowners } from './lint'
import { ownersOf } from './owners-of'
import { parseCodeowners } from './parse'
import type { Dialect } from './types'

const lint = (lines: string[], paths: string[], dialect: Dialect = 'github', known?: string[]) =>
  lintCodeowners(parseCodeowners(lines.join('\n'), { dialect }), paths, { known })

test('a rule that matches nothing is dead, and the likely slip is named', () => {
  const paths = ['Docs/a.md', 'src/x.ts', 'Makefile']
  const { dead } = lint(['/docs/ @a', '/src/y.ts @a', '/Makefile/ @a', '*.go @a', 'src/ @a'], paths)
  expect(dead).toEqual([
    { line: 1, pattern: '/docs/', advice: 'Case counts: did you mean Docs?' },
    {
      line: 2,
      pattern: '/src/y.ts',
      advice: 'No path with findings is there. Remove it if there is none at all.',
    },
    {
      line: 3,
      pattern: '/Makefile/',
      advice: 'Makefile is a file: leave out the slash at the end.',
    },
    { line: 4, pattern: '*.go', advice: 'Remove it, or correct the pattern.' },
  ])
  expect(lint(['/src @a'], paths, 'gitlab').dead[0]?.advice).toBe(
    'src is a directory: GitLab wants a slash at the end.',
  )
})

test('a rule all of whose paths later lines decide is shadowed by them', () => {
  const { shadowed } = lint(['/src/pay/ @a', '*.ts @b', '/src/ @c'], ['src/pay/x.ts', 'a.ts'])
  expect(shadowed).toEqual([{ line: 1, pattern: '/src/pay/', by: [3] }])
})

test('on GitLab a line after an exclusion can be shadowed by it', () => {
  const { shadowed } = lint(['* @a', '!*.rb', '/x.rb @b'], ['x.rb', 'y'], 'gitlab')
  expect(shadowed).toEqual([{ line: 3, pattern: '/x.rb', by: [2] }])
})

test('sections do not shadow one another', () => {
  const { shadowed } = lint(['* @a', '[S]', '* @b'], ['x'], 'gitlab')
  expect(shadowed).toEqual([])
})

test('equal patterns are duplicates, however they are written', () => {
  const { duplicates, shadowed } = lint(['/src/ @a', 'x @b', '/src/** @c'], ['src/a', 'x'])
  expect(duplicates).toEqual([{ pattern: '/src/**', lines: [1, 3] }])
  expect(shadowed).toEqual([])
})

test('unowned paths are grouped under the highest directory that is all unowned', () => {
  const paths = ['v/a/1', 'v/a/2', 'v/b/3', 'src/x', 'src/y', 'src/gen/z', 'top']
  const { unowned } = lint(['/src/x @a', '/src/gen/'], paths)
  expect(unowned).toEqual({
    paths: 6,
    groups: [
      {
        directory: 'v/',
        whole: true,
        paths: 3,
        deliberate: 0,
        examples: ['v/a/1', 'v/a/2', 'v/b/3'],
      },
      { directory: '', whole: false, paths: 1, deliberate: 0, examples: ['top'] },
      { directory: 'src/', whole: false, paths: 1, deliberate: 0, examples: ['src/y'] },
      { directory: 'src/gen/', whole: true, paths: 1, deliberate: 1, examples: ['src/gen/z'] },
    ],
  })
})

test('owners that nobody knows are named with their lines', () => {
  const lines = ['* @Ann @gone', 'x @org/Team @gone a@b.example', 'y @@owner']
  const { unknownOwners } = lint(lines, [], 'gitlab', ['ann', '@org/team'])
  expect(unknownOwners).toEqual([
    { owner: '@gone', lines: [1, 2] },
    { owner: 'a@b.example', lines: [2] },
  ])
  expect(lint(lines, []).unknownOwners).toEqual([])
})

const LINES = [
  '* @a',
  'a/ @b',
  '/a/b @c',
  '*.x @d',
  '/a/* @e',
  '!b',
  '[S] @s',
  '/b',
  '[T]',
  'a/**/b/',
]
const path = fc
  .array(fc.constantFrom('a', 'b', 'c.x'), { minLength: 1, maxLength: 3 })
  .map((names) => names.join('/'))

test('the lint of many paths says what is found one path at a time', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...LINES), { maxLength: 10 }),
      fc.uniqueArray(path, { maxLength: 12 }),
      (lines, paths) => {
        const file = parseCodeowners(lines.join('\n'), { dialect: 'gitlab' })
        const report = lintCodeowners(file, paths)
        const each = paths.map((p) => ownersOf(file, p))
        expect(report.unowned.paths).toBe(each.filter((o) => o.owners.length === 0).length)
        for (const rule of file.rules.filter((r) => !r.exclusion)) {
          const n = each.filter((o) => o.decisions.some((d) => d.line === rule.line)).length
          expect([rule.line, report.decides.get(rule.line) ?? 0]).toEqual([rule.line, n])
        }
      },
    ),
  )
})

test('rules that are dead or shadowed can go without any path changing hands', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...LINES), { maxLength: 10 }),
      fc.uniqueArray(path, { maxLength: 12 }),
      (lines, paths) => {
        const owners = (text: string[]) => {
          const file = parseCodeowners(text.join('\n'), { dialect: 'gitlab' })
          return paths.map((p) => ownersOf(file, p).owners)
        }
        const { dead, shadowed } = lint(lines, paths, 'gitlab')
        const gone = new Set([...dead, ...shadowed].map((rule) => rule.line))
        expect(owners(lines.map((line, i) => (gone.has(i + 1) ? '' : line)))).toEqual(owners(lines))
      },
    ),
  )
})

test('ten thousand rules and twenty thousand paths are no product', () => {
  const rules = Array.from({ length: 10_000 }, (_, i) =>
    i % 10 === 0 ? `*.ext${i} @t${i % 50}` : `/src/m${i % 500}/part${i}/ @t${i % 50}`,
  )
  const paths = Array.from({ length: 20_000 }, (_, i) => `src/m${i % 500}/part${i}/f.ext${i % 97}`)
  const report = lint(rules, paths)
  expect(report.paths).toBe(20_000)
  expect(report.unowned.paths).toBeGreaterThan(0)
})
