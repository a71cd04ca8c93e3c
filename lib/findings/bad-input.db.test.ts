import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { root } from '@/lib/db/root'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { insertPlaces } from '@/lib/ingest/version-places'
import { search } from '@/lib/search/search'
import { addRules, addScans, addStanding, idOf } from '@/lib/trends/testing'
import { exportFindings } from './export-findings'
import { getFinding } from './get-finding'
import { listFacets } from './list-facets'
import { listFindings } from './list-findings'
import { SORTS } from './types'

const db = await testDatabase()
const at = '2026-11-20T00:00:00.000Z'

const NASTY = [
  'src/a b.ts',
  'src/"quoted" \'x\'.ts',
  'src/new\nline.ts',
  'src/\u202egnp.ts',
  '../../etc/passwd',
  'javascript:alert(1)',
  '<script>alert(1)</script>.ts',
  '=cmd|"/c calc"!A1',
  'src/100%_\\.ts',
]

const folder = path.join(root, '..', 'shared', 'data', 'naughty-strings')
const naughty = existsSync(folder) ? naughtyStrings() : []

function naughtyStrings(): string[] {
  const file = readdirSync(folder).find((name) => name.endsWith('.json'))
  const list: unknown = file ? JSON.parse(readFileSync(path.join(folder, file), 'utf8')) : []
  const texts = Array.isArray(list) ? list.filter((text) => typeof text === 'string') : []
  return [...new Set(texts.filter((text) => text !== '' && !text.includes('\0')))]
}

beforeEach(() => emptyDatabase(db.pool))

async function fill(paths: readonly string[]): Promise<void> {
  await addRules(db.pool, [{ key: 'pattern/a' }])
  await addScans(db.pool, [{ repository: 'shop', at: '2026-11-02T00:00:00Z' }])
  await addStanding(
    db.pool,
    paths.map((text, i) => ({
      finding: `f${i}`,
      repository: 'shop',
      rule: 'pattern/a',
      from: '2026-11-02T00:00:00Z',
      path: text,
    })),
  )
}

async function everything(format: 'csv' | 'json', query = {}): Promise<string> {
  let all = ''
  for await (const piece of exportFindings(db.pool, { at, ...query }, format)) all += piece
  return all
}

async function survives(paths: readonly string[]): Promise<void> {
  await fill(paths)
  const json = JSON.parse(await everything('json')) as { path: string }[]
  expect(json.map((f) => f.path).sort()).toEqual([...paths].sort())
  const csv = await everything('csv')
  for (const text of paths) {
    expect(csv).toContain((/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""'))
  }
  // One search each is slow for hundreds; they differ little to LIKE.
  for (const text of paths.slice(0, 25)) {
    const found = await listFindings(db.pool, { at, q: text.slice(0, 300) })
    expect(found.findings.some((f) => f.path === text) || found.total > 50).toBe(true)
  }
}

test('paths of every kind come back as they are, and are found by their own text', async () => {
  await survives(NASTY)
  const shown = await getFinding(db.pool, idOf('finding', 'f4'), at)
  expect(shown?.path).toBe('../../etc/passwd')
  expect((await search(db.pool, '100%_\\')).map((hit) => hit.title)).toContain('src/100%_\\.ts')
})

test.skipIf(naughty.length === 0)('naughty strings (skipped without their file)', async () => {
  await survives(naughty.slice(0, 400))
})

test('every order is total, however few rows a page has; facets add up to the list', async () => {
  await fill([...NASTY, ...NASTY])
  for (const sort of SORTS) {
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await listFindings(db.pool, { at, sort, limit: 4, cursor })
      ids.push(...page.findings.map((f) => f.id))
      cursor = page.next
    } while (cursor)
    expect(new Set(ids).size).toBe(18)
    const exported = JSON.parse(await everything('json', { sort })) as { id: string }[]
    expect(exported.map((f) => f.id)).toEqual(ids)
  }
  for (const { name, values } of await listFacets(db.pool, { at })) {
    // Nobody named a commit here: there is nothing to split by, and `unknown` for how it was made.
    const sum = values.reduce((all, { count }) => all + count, 0)
    expect(sum, name).toBe(name === 'author' || name === 'commit' ? 0 : 18)
    for (const { key, count } of values) {
      expect((await listFindings(db.pool, { at, [name]: key })).total).toBe(count)
      const narrowed = await listFacets(db.pool, { at, [name]: key })
      expect(narrowed.find((facet) => facet.name === name)?.values).toEqual(values)
    }
  }
})

test('1,000 places and 10,000 steps: the first ones, and all of them where asked', async () => {
  await fill([])
  const steps = (n: number) => Array.from({ length: n }, (_, i) => ({ path: 'a.ts', line: i + 1 }))
  const data = { locations: steps(100), locationsTotal: 1000, flow: steps(100), flowTotal: 10_000 }
  const from = '2026-11-02T00:00:00Z'
  await addStanding(db.pool, [
    { finding: 'x', version: 'x', repository: 'shop', rule: 'pattern/a', from, data },
  ])
  await insertPlaces(db.pool, idOf('stream'), [
    {
      id: idOf('version', 'x'),
      places: JSON.stringify({ locations: steps(1000), flow: steps(10_000) }),
    },
  ])
  const some = await getFinding(db.pool, idOf('finding', 'x'), at)
  expect(some?.flow).toHaveLength(40)
  expect(some?.totals).toEqual({ flow: 10_000, locations: 1000 })
  const all = await getFinding(db.pool, idOf('finding', 'x'), at, 'all')
  expect(all?.flow).toHaveLength(10_000)
  expect(all?.locations).toHaveLength(1000)
  expect(all).not.toHaveProperty('totals')
  const last = await getFinding(db.pool, idOf('finding', 'x'), at, 20)
  expect(last?.flow).toEqual(steps(10_000).slice(9500))
  expect(last).toMatchObject({ offset: 9500, totals: { flow: 10_000, locations: 1000 } })
})
