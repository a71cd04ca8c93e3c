import { expect, test } from 'vitest'
import { locateCodeowners } from './dialect'
import { parseCodeowners } from './parse'

test('the first place that has one, in the order of the host', () => {
  const all = ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS', '.github/CODEOWNERS']
  expect(locateCodeowners(all)).toEqual({
    path: '.github/CODEOWNERS',
    dialect: 'github',
    ignored: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
  })
  expect(locateCodeowners(all, 'gitlab')?.path).toBe('CODEOWNERS')
  expect(locateCodeowners(all.slice(1, 3), 'gitlab')?.path).toBe('docs/CODEOWNERS')
  expect(locateCodeowners(['.gitlab/CODEOWNERS'])?.dialect).toBe('gitlab')
  expect(locateCodeowners(['.gitlab/CODEOWNERS'], 'github')).toBeNull()
  expect(locateCodeowners(['CODEOWNERS'])?.dialect).toBeNull()
  expect(locateCodeowners(['src/CODEOWNERS', 'codeowners'])).toBeNull()
})

test('what was said wins over the place, the place over the content', () => {
  const text = '[Docs] @docs\n*.md'
  const of = (options: Parameters<typeof parseCodeowners>[1]) =>
    parseCodeowners(text, options).dialect
  expect(of({ path: '.gitlab/CODEOWNERS', dialect: 'github' })).toBe('github')
  expect(of({ path: '.github/CODEOWNERS' })).toBe('github')
  expect(of({ path: 'CODEOWNERS' })).toBe('gitlab')
})

test.each([
  ['[Docs]', 'gitlab'],
  ['^[Docs][2] @a @b', 'gitlab'],
  ['!x', 'gitlab'],
  ['x @@maintainer', 'gitlab'],
  ['# [Docs]', 'github'],
  ['[ab]*.js @x', 'github'],
  ['*.js @x', 'github'],
])('%s alone is read as %s', (line, dialect) => {
  expect(parseCodeowners(`* @a\n${line}`).dialect).toBe(dialect)
})
