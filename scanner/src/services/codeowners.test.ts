import { describe, expect, it } from 'vitest'
import { ownerOf, parseCodeowners } from './codeowners'

const owner = (text: string, path: string) => ownerOf(parseCodeowners(text), path)?.owners.join(' ')

describe('CODEOWNERS', () => {
  it.each([
    ['* @a', 'x/y.ts', '@a'],
    ['*.js @a', 'x/y.js', '@a'],
    ['*.js @a', 'x/y.ts', undefined],
    ['/docs/ @a', 'docs/x/y', '@a'],
    ['/docs/ @a', 'x/docs/y', undefined],
    ['docs/ @a', 'x/docs/y', '@a'],
    ['docs/* @a', 'docs/y', '@a'],
    ['docs/* @a', 'docs/x/y', undefined],
    ['/a/**/z @a', 'a/b/c/z', '@a'],
    ['/a/**/z @a', 'a/z', '@a'],
    ['**/logs @a', 'x/logs/y', '@a'],
    ['/a\\ b/ @a', 'a b/c', '@a'],
    ['* @a\n/x/', 'x/y', ''],
    ['* @a # all', 'x', '@a'],
    ['!x @a', 'x', undefined],
    ['/A/ @a', 'a/x', undefined],
    ['[Team][2] @t\n/x/\n^[Other] @o\n/y/ @me', 'x/1', '@t'],
    ['[Team] @t\n/x/\n^[Other] @o\n/y/ @me', 'y/1', '@me'],
  ])('%j for %s is %s', (text, path, expected) => {
    expect(owner(text, path)).toBe(expected)
  })
})
