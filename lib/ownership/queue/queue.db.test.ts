import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { performAct } from '../acts/perform'
import { writeRecord } from '../records/write-record'
import { ANN, daysAgo, decisions, deed, scan } from '../testing'
import type { Queue } from '../types'
import { getQueue, type QueueQuery } from './get-queue'

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const soon = () => new Date(Date.now() + 1)
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Seven decisions that a comment gives to one of two owners. */
const declared = (days: number, names = NAMES) =>
  scan(pool, {
    daysAgo: days,
    sites: names.map((name, i) => ({
      path: `api/${name}.ts`,
      owner: i % 3 === 0 ? '@blue' : '@red',
    })),
    teams: { api: 'crew' },
  })

/** Paths of a section through all its pages, and the total that each of them told. */
async function walk(keys: string[], at: Date, team?: string) {
  const paths: string[] = []
  const totals = new Set<number>()
  let offset: number | undefined = 0
  while (offset !== undefined) {
    const asked: QueueQuery = { keys, team, queue: 'to-ratify', offset, limit: 2 }
    const [section]: Queue['sections'] = (await getQueue(pool, asked, at)).sections
    totals.add(section?.total ?? -1)
    paths.push(...(section?.items ?? []).map(({ finding }) => finding.path))
    offset = section?.next === undefined ? undefined : Number(section.next)
  }
  expect([...totals]).toEqual([paths.length])
  return paths.sort()
}
const pathsOf = (names: string) => [...names].map((name) => `api/${name}.ts`)

test('what is to be ratified is counted and shown in pages: everybody’s, an owner’s, a team’s', async () => {
  await declared(20)
  expect(await walk([], soon())).toEqual(pathsOf('abcdefg'))
  expect(await walk(['blue'], soon())).toEqual(pathsOf('adg'))
  expect(await walk(['red'], soon())).toEqual(pathsOf('bcef'))
  expect(await walk(['nobody'], soon())).toEqual([])
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM team WHERE name = 'crew'")
  expect(await walk([], soon(), rows[0]?.id)).toEqual(pathsOf('abcdefg'))
})

test('as of an instant: what has gone since was there, what was ratified is not any more', async () => {
  await declared(20)
  await declared(5, NAMES.slice(0, 4))
  const found = [...(await decisions(pool))].sort().map(([, id]) => id)
  await performAct(pool, ANN, found.slice(0, 1), deed('own', '@blue'))
  const owned = soon()
  expect(await walk([], owned)).toEqual(pathsOf('abcd'))
  await performAct(pool, ANN, found.slice(1, 2), deed('ratify'))
  expect(await walk([], soon())).toEqual(pathsOf('acd'))
  expect(await walk([], daysAgo(10))).toEqual(pathsOf('abcdefg'))
  expect(await walk([], daysAgo(30))).toEqual([])
})

test('a record’s date is waited for also where only a comment names the owner', async () => {
  await declared(20)
  const found = [...(await decisions(pool))].sort().map(([, id]) => id)
  const reviewOn = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
  await writeRecord(pool, ANN, found.slice(0, 1), { invariants: 'fresh', reviewOn })
  const { sections } = await getQueue(pool, { keys: [] }, soon())
  const totals = Object.fromEntries(sections.map(({ queue, total }) => [queue, total]))
  expect(totals).toMatchObject({ 'to-ratify': 7, 'review-due': 1, decayed: 0 })
})
