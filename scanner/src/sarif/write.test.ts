import { existsSync, readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import { describe, expect, it } from 'vitest'
import { assembledFinding, lineExtractor } from '../extract/testing'
import type { Finding } from '../model'
import { type FindingRecord, indexRules, makeRecords } from './record'
import { type RunHead, writeSarif } from './write'

const SCHEMA = new URL('../../../../shared/data/sarif-schema/sarif-2.1.0.sdk.json', import.meta.url)
const rules = indexRules(lineExtractor().rules)

function finding(path: string, content: string, line = 1): Finding {
  const region = { startLine: line, startColumn: 1, endLine: line, endColumn: 5 }
  return {
    rule: 'decision/caching',
    message: 'Found "results":["@"]',
    region,
    symbol: 'A.b',
    snippet: 'text',
    context: { startLine: line, text: 'text\nmore' },
    content,
    lineHash: 'abc:1',
    path,
    data: { anchor: 'x' },
    declared: { owner: '@team' },
  }
}

const head: RunHead = {
  toolVersion: '0.1.0+facts.1',
  category: 'code',
  runId: 'r1',
  startTime: '2026-01-05T10:00:00.000Z',
  endTime: '2026-01-05T10:00:01.000Z',
  repository: 'github.com/acme/shop',
  repositoryUri: 'https://github.com/acme/shop',
  rootCommit: 'a'.repeat(40),
  commit: 'b'.repeat(40),
  branch: 'main',
  defaultBranch: true,
  committedAt: '2026-01-05T10:00:00.000Z',
  holdsThrough: '2026-01-06T10:00:00.000Z',
  services: [{ name: 'shop', paths: ['**'], team: '@acme/shop', source: 'plumbline.yml:2' }],
  documents: [{ path: 'CODEOWNERS', text: '* @acme/shop' }],
  commits: {},
  files: { read: 1, skipped: [{ reason: 'binary', count: 2 }] },
  notifications: [{ level: 'warning', text: 'a.ts: odd', uri: 'a.ts', line: 3 }],
}

function write(records: FindingRecord[], by: (string | undefined)[] = []) {
  const origins = by.map((introducedBy) => ({ introducedBy }))
  return writeSarif(head, rules, records, origins)
}

describe('writeSarif', () => {
  it('lists every rule, also with no results', () => {
    const run = JSON.parse(write([])).runs[0]
    expect(run.results).toEqual([])
    expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([
      'decision/caching',
      'pattern/unused',
    ])
  })

  it('says what the contract asks of a result', () => {
    const [record] = makeRecords([finding('dir with space/ä#.ts', 'c')], rules, 'blob')
    const [result] = JSON.parse(write(record ? [record] : [], ['c'.repeat(40)])).runs[0].results
    expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe(
      'dir%20with%20space/%C3%A4%23.ts',
    )
    expect(result.properties.plumbline).toEqual({
      introducedBy: 'c'.repeat(40),
      data: { anchor: 'x' },
      declared: { owner: '@team' },
    })
    expect(Object.keys(result.partialFingerprints)).toEqual([
      'plumbline/site/v1',
      'plumbline/content/v1',
      'primaryLocationLineHash',
    ])
  })

  it('gives a retry path its flow, identity and arithmetic', () => {
    const path = {
      ...assembledFinding(['a.ts', 'b.ts'], 'a>b'),
      data: { attempts: 'unbounded', layers: [], arithmetic: '3 × 3 = 9', x: 1 },
    }
    const [result] = JSON.parse(write(makeRecords([path], rules, null))).runs[0].results
    expect(result.partialFingerprints['plumbline/identity/v1']).toHaveLength(32)
    expect(result.codeFlows[0].threadFlows[0].locations).toHaveLength(2)
    expect(result.properties.plumbline).toEqual({
      attempts: 'unbounded',
      layers: [],
      arithmetic: '3 × 3 = 9',
      data: { x: 1 },
    })
  })

  it('tells equals in one file apart by their order, and only them', () => {
    const prints = makeRecords(
      [finding('a.ts', 'c', 1), finding('a.ts', 'c', 9), finding('b.ts', 'c', 1)],
      rules,
      'blob',
    ).map((record) => record.fingerprints)
    expect(new Set(prints.map(({ site }) => site)).size).toBe(3)
    expect(new Set(prints.map(({ content }) => content)).size).toBe(1)
    expect(prints.map(({ ordinal }) => ordinal)).toEqual([0, 1, 0])
  })

  it('writes each of 20,000 results', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => finding(`f${i % 500}.ts`, `c${i}`))
    const records = makeRecords(many, rules, 'blob')
    expect(JSON.parse(write(records)).runs[0].results).toHaveLength(20_000)
  })

  const present = existsSync(SCHEMA)
  const title = present ? '' : ' (skipped: ../shared/data/sarif-schema is not there)'
  it.skipIf(!present)(`is valid against the SARIF 2.1.0 schema${title}`, () => {
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8'))
    const ajv = new Ajv({ strict: false })
    addFormats.default(ajv)
    const validate = ajv.compile(schema)
    const records = [
      ...makeRecords([finding('a b.ts', 'c')], rules, 'blob'),
      ...makeRecords([assembledFinding(['a.ts', 'b.ts'], 'a>b')], rules, null),
    ]
    validate(JSON.parse(write(records, ['c'.repeat(40)])))
    expect(validate.errors).toBeNull()
  })
})
