import { expect, test } from 'vitest'
import { readCatalog } from './catalog'
import { Claims } from './claims'
import { readClaim } from './decision-record'

const record = (head: string) => readClaim('docs/adr/7.md', `---\n${head}\n---\n# Title`)

test('MADR: the first decider is accountable, for the paths that are named', () => {
  expect(
    record('status: accepted\ndeciders: "@ann", @acme/billing # both\npaths: [src/pay/, "*.sql"]'),
  ).toEqual({
    document: 'docs/adr/7.md',
    line: 3,
    owners: ['"@ann"', '@acme/billing'].map((name) => name.replaceAll('"', '')),
    paths: ['src/pay/**', '*.sql'],
  })
  expect(
    record('decision-makers:\n  - ann@example.com\n  - Bo Li\npaths:\n  - /src/a.ts'),
  ).toMatchObject({
    owners: ['ann@example.com', 'Bo Li'],
    paths: ['src/a.ts', 'src/a.ts/**'],
  })
  expect(record("deciders: [ann]\nowner: '@team'")).toMatchObject({
    owners: ['@team', 'ann'],
    paths: [],
  })
})

test('records that decide nothing claim nothing, and broken ones neither', () => {
  for (const head of [
    'status: superseded by 0008\nowner: x',
    'status: Proposed\nowner: x',
    'owner:',
    'owner: null',
    'title: x',
    'owner',
    ': : :',
    '\u0000',
  ]) {
    expect(record(head), head).toBeNull()
  }
  expect(readClaim('docs/adr/7.md', '# no head\nowner: x')).toBeNull()
  expect(readClaim('docs/adr/7.md', '---\nowner: never closed')).toBeNull()
})

test('the record that a place names wins over the one for its path; of two the later file', () => {
  const claim = (document: string, owner: string, paths: string[]) => {
    return { document, line: 1, owners: [owner], paths }
  }
  const claims = new Claims([
    {
      at: 10,
      claims: [claim('docs/1.md', '@a', ['src/**']), claim('docs/2.md', '@b', ['src/x/**'])],
    },
    { at: 20, claims: [] },
  ])
  const owner = (path: string, decision: string | null, t: number) =>
    claims.of(path, decision, t)?.owners[0]
  expect(owner('src/x/a.ts', null, 9)).toBeUndefined()
  expect(owner('src/x/a.ts', null, 10)).toBe('@b')
  expect(owner('src/a.ts', null, 19)).toBe('@a')
  expect(owner('src/x/a.ts', './docs/1.md#why', 15)).toBe('@a')
  expect(owner('lib/a.ts', null, 15)).toBeUndefined()
  expect(owner('src/a.ts', null, 20)).toBeUndefined()
})

test('catalog files: owners by entity, with the line, groups and users told apart', () => {
  const text = `# comment
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: "pay" # the service
  labels:
    name: not-this
spec:
  type: service
  owner: group:default/billing
---
kind: API
metadata: { name: flow }
---
kind: Resource
metadata:
    name: db
spec:
    owner: user:ann
`
  expect(readCatalog(text)).toEqual([
    { kind: 'Component', name: 'pay', line: 10, owner: { kind: 'team', name: 'billing' } },
    { kind: 'Resource', name: 'db', line: 19, owner: { kind: 'person', name: 'ann' } },
  ])
  expect(readCatalog('\0\n- [')).toEqual([])
})
