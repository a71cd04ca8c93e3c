import { expect, test } from 'vitest'
import { readSarif } from './read'
import { known, readScan, result, sarif } from './testing'

const rules = [{ id: 'flow/segment', properties: { plumbline: { kind: 'flow' } } }]
const run = { tool: { driver: { name: 'plumbline', rules } } }
const layer = { kind: 'sdk', attempts: 3, path: 'a.ts', line: 7 }
const segment = {
  entry: { kind: 'http', label: 'GET /a', keys: ['http:GET /a'] },
  outgoing: { kind: 'http', label: 'orders', keys: ['http:GET orders/b'] },
  layers: [layer],
}
const flow = (flow: unknown) =>
  result('a.ts', {
    ruleId: 'flow/segment',
    kind: 'informational',
    level: 'none',
    properties: { plumbline: { flow } },
  })
const one = (said: unknown) => readScan(sarif([flow(said)], run), known).observations[0]

test('an informational result of a flow rule is a segment', () => {
  const scan = readScan(sarif([flow(segment)], run), known)
  expect(scan.rules[0]?.kind).toBe('flow')
  expect(scan.observations[0]).toMatchObject({ level: 'none', data: { segment } })
})

test('its form changes with its layers, not with their lines', () => {
  const moved = { ...segment, layers: [{ ...layer, line: 9 }] }
  const grown = { ...segment, layers: [{ ...layer, attempts: 5 }] }
  expect(one(moved)?.form).toBe(one(segment)?.form)
  expect(one(grown)?.form).not.toBe(one(segment)?.form)
})

test('a segment without keys is refused by name; other informational results are ignored', () => {
  const keyless = { ...segment, entry: { kind: 'http', label: '?', keys: [] } }
  const reading = readSarif(sarif([flow(keyless)], run), known)
  expect(reading.refusals[0]?.reason).toBe('a flow segment has no keys of its entry')
  const other = readSarif(sarif([result('a.ts', { kind: 'informational' })]), known)
  expect(other.ignored[0]?.count).toBe(1)
})
