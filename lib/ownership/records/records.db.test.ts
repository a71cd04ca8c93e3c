import { beforeEach, expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '@/lib/db/testing'
import { getDecision } from '../get-decision'
import { ANN, BOB, by, decisions, onlyDecision, scan } from '../testing'
import { recordShape } from './read-record'
import { writeRecord } from './write-record'

const { pool } = await testDatabase()
beforeEach(() => emptyDatabase(pool))

const soon = () => new Date(Date.now() + 1)
const id = '00000000-0000-4000-8000-000000000001'
const read = (record: Record<string, unknown>) => recordShape.safeParse({ findings: [id], record })

test('64 KB of text or markup is taken as it is, one byte more is not', () => {
  const markup = '<script>alert("é")</script>\n'.repeat(2250)
  expect(Buffer.byteLength(markup)).toBeGreaterThan(64_000)
  expect(read({ invariants: markup }).data?.record.invariants === markup.trim()).toBe(true)
  expect(read({ invariants: 'é'.repeat(32_768) }).success).toBe(true)
  expect(read({ invariants: 'é'.repeat(32_769) }).error?.issues[0]?.message).toContain('64 KB')
})

test('U+0000 and half a surrogate pair are replaced, as in scans', () => {
  expect(read({ assumptions: 'a\0b\ud800c' }).data?.record.assumptions).toBe('a\uFFFDb\uFFFDc')
})

test('days that are none and links that run code are refused', () => {
  for (const reviewOn of ['2027-02-30', 'tomorrow', '2027-2-3', '']) {
    expect(read({ reviewOn }).success, reviewOn).toBe(false)
  }
  for (const adr of ['javascript:alert(1)', 'data:text/html,x', 'docs/a b.md', 'http://']) {
    expect(read({ adr }).success, adr).toBe(false)
  }
  for (const adr of ['docs/decisions/0007.md', 'https://adr.example.com/7#x']) {
    expect(read({ adr }).success, adr).toBe(true)
  }
})

test('a record is never overwritten: each text stays, and the newest counts', async () => {
  await scan(pool, { daysAgo: 20, sites: [{ path: 'a.ts' }] })
  const finding = await onlyDecision(pool)
  const text = `\uFFFD${'<b>&'.repeat(16_000)}`
  const first = await writeRecord(pool, ANN, [finding], { invariants: text })
  const between = new Date()
  await new Promise((resolve) => setTimeout(resolve, 5))
  await writeRecord(pool, BOB, [finding], { invariants: 'two' }, first.record.id)
  const decision = await getDecision(pool, finding, soon())
  expect(decision?.record).toMatchObject({ invariants: 'two', by: by(BOB) })
  expect(decision?.records.map(({ invariants }) => invariants)).toEqual([text, 'two'])
  expect((await getDecision(pool, finding, between))?.record?.invariants).toBe(text)
  const audit = await pool.query("SELECT actor_name FROM audit WHERE action = 'record.write'")
  expect(audit.rows).toEqual([{ actor_name: 'Ann' }, { actor_name: 'Bob' }])
})

test('whoever writes over a text that was not seen is told; one text can serve many', async () => {
  await scan(pool, { daysAgo: 20, sites: [{ path: 'a.ts' }, { path: 'b.ts' }] })
  const [a = '', b = ''] = (await decisions(pool)).values()
  await writeRecord(pool, ANN, [a], { invariants: 'hers' })
  const result = await writeRecord(pool, BOB, [a, b], { invariants: 'his' }, 'none')
  expect(result).toMatchObject({
    written: 1,
    record: { decisions: 1 },
    skipped: [{ finding: a, by: by(ANN) }],
  })
  expect(result.skipped[0]?.reason).toBe('Ann has changed the record meanwhile')
})
