import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMarkdown } from './markdown'
import { parseInline, webUrl } from './markdown-inline'

test('paragraphs, headings, lists and code', () => {
  expect(
    parseMarkdown('# Why\n\none\ntwo\n\n- a\n  more\n- b\n\n1. c\n\n```ts\nx < `y`\n```\nend'),
  ).toEqual([
    { kind: 'heading', content: [{ kind: 'text', text: 'Why' }] },
    { kind: 'paragraph', content: [{ kind: 'text', text: 'one two' }] },
    {
      kind: 'list',
      ordered: false,
      items: [[{ kind: 'text', text: 'a more' }], [{ kind: 'text', text: 'b' }]],
    },
    { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'c' }]] },
    { kind: 'code', text: 'x < `y`', language: 'ts' },
    { kind: 'paragraph', content: [{ kind: 'text', text: 'end' }] },
  ])
})

test('an open fence runs to the end', () => {
  expect(parseMarkdown('```\na\n\nb')).toEqual([{ kind: 'code', text: 'a\n\nb' }])
})

test('bold, emphasis, code and links within a line', () => {
  expect(parseInline('a **b `c`** *d* [e](https://e.org/x) \\*f')).toEqual([
    { kind: 'text', text: 'a ' },
    {
      kind: 'bold',
      content: [
        { kind: 'text', text: 'b ' },
        { kind: 'code', text: 'c' },
      ],
    },
    { kind: 'text', text: ' ' },
    { kind: 'emphasis', content: [{ kind: 'text', text: 'd' }] },
    { kind: 'text', text: ' ' },
    { kind: 'link', href: 'https://e.org/x', content: [{ kind: 'text', text: 'e' }] },
    { kind: 'text', text: ' *f' },
  ])
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  '//e.org',
  '/x',
  'JaVaScRiPt:1',
  'mailto:a@b',
])('a link to %s stays text', (href) => {
  expect(parseInline(`[x](${href})`)).toEqual([{ kind: 'text', text: `[x](${href})` }])
  expect(webUrl(href)).toBeUndefined()
})

test('HTML stays text', () => {
  expect(parseInline('<img src=x onerror=alert(1)>')).toEqual([
    { kind: 'text', text: '<img src=x onerror=alert(1)>' },
  ])
})

test('whatever is written, it ends, and links go to the web only', () => {
  const sign = fc.constantFrom(
    '*',
    '`',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '\\',
    '\n',
    '-',
    'a',
    'https://a.b',
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 60 }), (signs) => {
      const tree = JSON.stringify(parseMarkdown(signs.join('')))
      for (const [, href] of tree.matchAll(/"href":"([^"]*)"/g)) expect(href).toMatch(/^https:/)
    }),
  )
})

const LONG = 65_536
const risingRuns = Array.from({ length: 400 }, (_, i) => `${'`'.repeat(i + 1)}a`).join('')

test.each([
  ['backtick runs of rising length', risingRuns],
  ['one run of backticks', '`'.repeat(LONG)],
  ['opened links', '['.repeat(LONG)],
  ['links without an end', '[a]('.repeat(LONG / 4)],
  ['bold without an end', '**a '.repeat(LONG / 4)],
  ['emphasis without an end', '*a '.repeat(LONG / 3)],
  ['addresses without an end', '<https://a'.repeat(LONG / 10)],
  ['a heading of signs', `# ${'a #'.repeat(LONG / 3)}b`],
  ['a heading of spaces', `# ${' '.repeat(LONG)}b`],
])('64 KB of %s are read, cut with a mark', (_, hostile) => {
  const blocks = parseMarkdown(hostile)
  expect(JSON.stringify(blocks.at(-1))).toMatch(
    /cut here: \d+ characters, of which 20000 are shown/,
  )
})

test('a run of backticks that nothing closes stays text, whole', () => {
  expect(parseInline('``a` b')).toEqual([{ kind: 'text', text: '``a` b' }])
  expect(parseInline('``a`b``')).toEqual([{ kind: 'code', text: 'a`b' }])
})
