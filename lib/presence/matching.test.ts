import { expect, test } from 'vitest'
import { type Form, matchForms } from './matching'

let n = 0
const form = (over: Partial<Form>): Form => ({
  id: `v${++n}`,
  ruleId: 'rule',
  path: 'src/a.ts',
  symbol: 'load',
  toolIdentity: null,
  content: 'long content',
  beginning: null,
  weight: 100,
  line: 1,
  ...over,
})

const passOf = (gone: Partial<Form>, appeared: Partial<Form>) =>
  matchForms([form(gone)], [form(appeared)])[0]?.pass

test("the tool's own fingerprint wins wherever the code went", () => {
  const went = { toolIdentity: 'id', path: 'other/b.ts', symbol: 'x', content: 'new' }
  expect(passOf({ toolIdentity: 'id' }, went)).toBe('tool')
})

test('a renamed symbol keeps its findings', () => {
  expect(passOf({}, { symbol: 'fetch' })).toBe('content')
})

test('an edit in place keeps the only finding of its rule in the symbol', () => {
  expect(passOf({}, { content: 'edited' })).toBe('symbol')
})

test('of several in one symbol that were all edited, each keeps the one that begins alike', () => {
  const outer = { beginning: 'for { wait' }
  const inner = { beginning: 'for { store', line: 9 }
  const gone = [form({ ...outer, content: 'a' }), form({ ...inner, content: 'b' })]
  const appeared = [form({ ...inner, content: 'c' }), form({ ...outer, content: 'd' })]
  const [a, b] = gone
  const [c, d] = appeared
  expect(matchForms(gone, appeared)).toEqual([
    { from: a?.id, to: d?.id, pass: 'beginning' },
    { from: b?.id, to: c?.id, pass: 'beginning' },
  ])
})

test('two that begin alike are not told apart by their beginning', () => {
  const alike = { beginning: 'for { wait' }
  const gone = [form({ ...alike, content: 'a' }), form({ ...alike, content: 'b' })]
  expect(matchForms(gone, [form({ ...alike, content: 'c' })])).toEqual([])
  const two = [form({ ...alike, content: 'c' }), form({ ...alike, content: 'd' })]
  expect(matchForms(gone, two)).toEqual([])
})

test('a symbol that moves to another file keeps its findings', () => {
  expect(passOf({}, { path: 'lib/b.ts' })).toBe('block')
})

test('a block that moves to another symbol and file is known by enough content', () => {
  expect(passOf({}, { path: 'lib/b.ts', symbol: 'other' })).toBe('moved')
})

test('too little content proves nothing across files', () => {
  const small = { weight: 12 }
  expect(passOf(small, { ...small, path: 'lib/b.ts', symbol: 'other' })).toBeUndefined()
  expect(passOf(small, { ...small, path: 'lib/b.ts' })).toBeUndefined()
  expect(passOf(small, { ...small, path: 'lib/a.ts' })).toBe('block')
})

test('a file that others prove renamed takes its edited findings along', () => {
  const proof = form({ symbol: 'proof', content: 'proof' })
  const proofMoved = form({ symbol: 'proof', content: 'proof', path: 'lib/b.ts' })
  const edited = form({ symbol: 'edited', content: 'before' })
  const editedMoved = form({ symbol: 'edited', content: 'after', path: 'lib/b.ts' })
  const links = matchForms([proof, edited], [proofMoved, editedMoved])
  expect(links).toContainEqual({ from: edited.id, to: editedMoved.id, pass: 'rename' })
})

test('another rule is never the same finding', () => {
  expect(passOf({}, { ruleId: 'other' })).toBeUndefined()
})

test('two candidates for one are nobody', () => {
  const gone = [form({ content: 'a' })]
  const appeared = [form({ content: 'b' }), form({ content: 'c' })]
  expect(matchForms(gone, appeared)).toEqual([])
})

test('equals with nothing to tell them apart pair up in line order', () => {
  const gone = [form({ line: 9 }), form({ line: 2 })]
  const appeared = [form({ symbol: 'fetch', line: 30 }), form({ symbol: 'fetch', line: 20 })]
  const [g9, g2] = gone
  const [a30, a20] = appeared
  const pairs = matchForms(gone, appeared).map((l) => `${l.from} ${l.to}`)
  expect(pairs.sort()).toEqual([`${g2?.id} ${a20?.id}`, `${g9?.id} ${a30?.id}`].sort())
})
