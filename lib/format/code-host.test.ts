import { expect, test } from 'vitest'
import { betweenUrl, codeHostUrl, repositoryPage } from './code-host'

const commit = 'abcdef0123'
const at = (url: string, path = 'src/a b.ts') =>
  codeHostUrl({ url, commit, path, line: 3, endLine: 9 })

test('github and gitlab, in all forms of their addresses', () => {
  const github = 'https://github.com/acme/shop/blob/abcdef0123/src/a%20b.ts#L3-L9'
  expect(at('https://github.com/acme/shop.git')).toBe(github)
  expect(at('https://token:x@github.com/acme/shop/')).toBe(github)
  expect(at('git@github.com:acme/shop.git')).toBe(github)
  expect(at('ssh://git@github.com/acme/shop.git')).toBe(github)
  expect(at('ssh://git@github.com:22/acme/shop.git')).toBe(github)
  expect(at('https://gitlab.example.org/a/b/c')).toBe(
    'https://gitlab.example.org/a/b/c/-/blob/abcdef0123/src/a%20b.ts#L3-9',
  )
})

test('nothing for what is no web address, no host we know, or no path within', () => {
  for (const url of [
    'javascript:alert(1)//github.com/a/b',
    'data:text/html,github.com',
    'file:///github.com/a',
    '/srv/git/a.git',
    'https://example.org/a/b',
    'https://evilgithub.com/a/b',
  ]) {
    expect(at(url)).toBeUndefined()
  }
  expect(at('https://github.com/a/b', '../../etc/passwd')).toBeUndefined()
  expect(at('https://github.com/a/b', 'x\n"><b>.ts')).toContain('x%0A%22%3E%3Cb%3E.ts')
  expect(codeHostUrl({ url: 'https://github.com/a/b', commit: '<x>', path: 'a' })).toBeUndefined()
  expect(repositoryPage('https://github.com')).toBeUndefined()
})

test('what lies between two commits', () => {
  const between = (url: string) => betweenUrl(url, 'abcdef0', '1234567')
  expect(between('git@github.com:a/b.git')).toBe('https://github.com/a/b/compare/abcdef0...1234567')
  expect(between('https://gitlab.com/a/b')).toBe(
    'https://gitlab.com/a/b/-/compare/abcdef0...1234567',
  )
  expect(between('javascript:alert(1)//github.com/a/b')).toBeUndefined()
  expect(betweenUrl('https://github.com/a/b', '<x>', '1234567')).toBeUndefined()
})
