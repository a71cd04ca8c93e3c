import { beforeAll, describe, expect, it } from 'vitest'
import { extractFacts, initParsers } from '../extract'
import { decisionDetectors, isOneOffPath } from '.'
import { allRules } from './rules'

const contents = (language: 'typescript' | 'java' | 'python', source: string) =>
  extractFacts(language, source)
    .sites.filter(({ rule }) => rule.startsWith('decision/') && rule !== 'decision/retry')
    .map(({ content, symbol }) => `${symbol} ${content}`)

beforeAll(() => initParsers())

describe('what a decision is recognised by', () => {
  it('stays when the code inside and around it changes', () => {
    const before = 'async function pay() { await prisma.$transaction(async (tx) => { a() }) }'
    const after =
      'async function pay() {\n  log()\n  await prisma.$transaction(async (tx) => {\n    a()\n    b()\n  })\n}'
    expect(contents('typescript', after)).toEqual(contents('typescript', before))
  })

  it('stays when a method beside it takes the same decision', () => {
    const head = 'import org.springframework.transaction.annotation.Transactional;\nclass A {'
    const before = `${head} @Transactional void a() {} }`
    const after = `${head} @Transactional void b() {} @Transactional void a() { run(); } }`
    expect(contents('java', after)).toEqual(contents('java', before))
  })

  it('leaves comments out', () => {
    const before = 'from functools import cache\n@cache\ndef a(): pass'
    const after = 'from functools import cache\n@cache  # noqa\ndef a(): pass'
    expect(contents('python', after)).toEqual(contents('python', before))
  })

  it('tells calls of one function apart by what they name', () => {
    const source =
      'start(A.run, { concurrency: 1 })\nworker.run(Q.a, { concurrency: 1 })\nworker.run(Q.b, { concurrency: 1 })'
    expect(new Set(contents('typescript', source)).size).toBe(2)
  })
})

describe('the rules', () => {
  it('are six notes with a kind and help', () => {
    expect(allRules).toHaveLength(6)
    for (const rule of allRules) {
      expect(rule).toMatchObject({
        kind: 'decision',
        level: 'note',
        id: `decision/${rule.decisionKind}`,
      })
      expect(rule.help).toContain('### The owner answers')
    }
    expect(decisionDetectors.every(({ rules }) => rules === allRules)).toBe(true)
  })
})

describe('paths that run once', () => {
  it.each([
    ['saleor/order/migrations/0001_initial.py', true],
    ['packages/shared/scripts/seeder/seed-postgres.ts', true],
    ['prisma/seed.ts', true],
    ['src/orders/service.ts', false],
    ['worker/src/backgroundMigrations/manager.ts', false],
  ])('%s: %s', (path, expected) => {
    expect(isOneOffPath(path)).toBe(expected)
  })
})
