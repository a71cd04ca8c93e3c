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

/** What stands at file level and is short: no symbol, too little to be known by content alone. */
const short = (path: string, over: Partial<Form> = {}) =>
  form({ symbol: null, weight: 15, content: 'GET', path, ...over })

test('a folder that a link proves moved takes along what stands at file level', () => {
  const gone = [form({ path: 'apps/api/src/a.ts' }), short('apps/api/routes/list.ts')]
  const appeared = [form({ path: 'web/apps/api/src/a.ts' }), short('web/apps/api/routes/list.ts')]
  const pass = 'rename'
  const expected = { from: gone[1]?.id, to: appeared[1]?.id, pass }
  expect(matchForms(gone, appeared)).toContainEqual(expected)
})

test('three files that kept name and content prove that their folder moved', () => {
  const names = ['routes/list.ts', 'routes/create.ts', 'hooks/route.ts']
  const into = (folder: string, files: readonly string[]) =>
    files.map((f) => short(`${folder}/${f}`))
  const [gone, appeared] = [into('server', names), into('apps/server', names)]
  const links = matchForms(gone, appeared)
  expect(links.map(({ from, to }) => [from, to]).sort()).toEqual(
    gone.map((f, i) => [f.id, appeared[i]?.id]).sort(),
  )
  const two = names.slice(1)
  expect(matchForms(into('server', two), into('apps/server', two))).toEqual([])
})

test('files of one name and content go where most of their folder went', () => {
  const files = ['a/urls.py', 'a/base.py', 'a/x.py', 'b/urls.py', 'b/base.py', 'b/x.py', 'c/y.py']
  const gone = files.map((file) => short(`server/${file}`))
  const appeared = files.slice(1).map((file) => short(`apps/server/${file}`))
  const links = matchForms(gone, appeared)
  expect(links.map(({ from, to }) => [from, to]).sort()).toEqual(
    gone
      .slice(1)
      .map((f, i) => [f.id, appeared[i]?.id])
      .sort(),
  )
})

test('what moved with its folder and was edited is known by its symbol', () => {
  const gone = [form({}), form({ path: 'src/b.ts', symbol: 'save', content: 'before' })]
  const appeared = [
    form({ path: 'lib/src/a.ts' }),
    form({ path: 'lib/src/b.ts', symbol: 'save', content: 'after' }),
  ]
  const expected = { from: gone[1]?.id, to: appeared[1]?.id, pass: 'rename' }
  expect(matchForms(gone, appeared)).toContainEqual(expected)
})

test('nothing is known again where two folders lead to one path', () => {
  const gone = [form({ path: 'a/x.ts' }), form({ path: 'b/y.ts', symbol: 'y', content: 'long y' })]
  const appeared = [
    form({ path: 'c/x.ts' }),
    form({ path: 'c/y.ts', symbol: 'y', content: 'long y' }),
  ]
  const both = [...gone, short('a/routes.ts'), short('b/routes.ts')]
  const links = matchForms(both, [...appeared, short('c/routes.ts')])
  expect(links).toHaveLength(2)
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
