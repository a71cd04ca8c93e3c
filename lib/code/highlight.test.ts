import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highlight } from './highlight'
import { lexiconOf } from './languages'

const script = lexiconOf('a.ts')
const python = lexiconOf('a.py')

test('knows comments, strings, numbers, keywords and calls', () => {
  if (!script) throw new Error('TypeScript is read')
  expect(highlight(['const x = load("a\\"b", 3) // why'], script)).toEqual([
    [
      { text: 'const', is: 'k' },
      { text: ' x = ' },
      { text: 'load', is: 'f' },
      { text: '(' },
      { text: '"a\\"b"', is: 's' },
      { text: ', ' },
      { text: '3', is: 'n' },
      { text: ') ' },
      { text: '// why', is: 'c' },
    ],
  ])
})

test('a comment or string that is open goes on in the next line', () => {
  if (!python) throw new Error('Python is read')
  const lines = highlight(['x = """one', 'two""" + y'], python)
  expect(lines[1]).toEqual([{ text: 'two"""', is: 's' }, { text: ' + y' }])
})

test('an excerpt may begin inside a string or a comment', () => {
  if (!python || !script) throw new Error('both are read')
  const cut = highlight(['ends here', '"""', 'x = 1'], python)
  expect(cut.map((line) => line[0]?.is)).toEqual(['s', 's', undefined])
  expect(highlight([' * why', ' */', 'const x'], script)[0]).toEqual([{ text: ' * why', is: 'c' }])
})

test('files we do not read stay plain', () => {
  expect(lexiconOf('notes.txt')).toBeUndefined()
  expect(lexiconOf('Makefile')).toBeUndefined()
  expect(lexiconOf('a.constructor')).toBeUndefined()
})

test('the tokens of a line are the line, whatever it holds', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('/*', '*/', '"', '\\', '`'))
  const line = fc.array(text, { maxLength: 8 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 5 }),
      fc.constantFrom('a.ts', 'a.py'),
      (lines, path) => {
        const lexicon = lexiconOf(path)
        if (!lexicon) return
        const back = highlight(lines, lexicon).map((tokens) => tokens.map((t) => t.text).join(''))
        expect(back).toEqual(lines)
      },
    ),
  )
})

test('one line of a megabyte comes back whole', () => {
  if (!script) throw new Error('TypeScript is read')
  const line = 'a("b" /* '.repeat(100_000)
  const [tokens] = highlight([line], script)
  expect(tokens?.map(({ text }) => text).join('') === line).toBe(true)
})
