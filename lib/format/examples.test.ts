import { expect, test } from 'vitest'
import { type Arranged, forFile } from './examples'
import { parseMarkdown } from './markdown'

const fence = (language: string) => `\`\`\`${language}\n${language} code\n\`\`\``
const HELP = [
  'Instead, ask once.',
  '',
  'TypeScript, Prisma:',
  fence('ts'),
  'Python:',
  fence('python'),
  'Go:',
  fence('go'),
  '',
  'Fine when they are few.',
].join('\n')

const words = (blocks: readonly Arranged[]): string[] =>
  blocks.map((block) => {
    if (block.kind === 'elsewhere') return `${block.languages} [${words(block.blocks)}]`
    if (block.kind === 'code') return block.text
    return block.kind === 'paragraph' && block.content[0]?.kind === 'text'
      ? block.content[0].text
      : block.kind
  })
const shown = (path: string, help = HELP) => words(forFile(parseMarkdown(help), path))

test('the example of the own language is read first, the others are folded behind it', () => {
  expect(shown('flow/schema.go')).toEqual([
    'Instead, ask once.',
    'Go:',
    'go code',
    'TypeScript,Python [TypeScript, Prisma:,ts code,Python:,python code]',
    'Fine when they are few.',
  ])
  expect(shown('web/a.tsx')[1]).toBe('TypeScript, Prisma:')
})

test('a file of a language without an example, and help without languages, stay as they are', () => {
  const all = words(parseMarkdown(HELP))
  expect(all).toHaveLength(8)
  expect(shown('a.rb')).toEqual(all)
  expect(shown('deploy/values.yaml')).toEqual(all)
  const plain = 'So:\n\n```\ncode\n```'
  expect(shown('a.go', plain)).toEqual(['So:', 'code'])
})

test('one language alone folds nothing', () => {
  expect(shown('a.py', `Python:\n${fence('python')}`)).toEqual(['Python:', 'python code'])
})
