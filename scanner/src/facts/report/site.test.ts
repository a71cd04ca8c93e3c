import { beforeAll, describe, expect, it } from 'vitest'
import { extractFacts, initParsers } from '../extract'

const loop = (send: string, more: string) =>
  `for (let attempt = 1; attempt <= 3; attempt++) {
    try { return await api.${send}(theOrderThatIsMeant, theCustomerThatOrdered) } catch (e) {
      await sleep(100)
      ${more}
    }
  }`

const loops = (more: string) =>
  extractFacts(
    'typescript',
    `async function f() {\n${loop('send', more)}\n${loop('notify', more)}\n}`,
  ).sites.filter(({ rule }) => rule === 'decision/retry')

beforeAll(() => initParsers())

describe('what a place begins with', () => {
  it('stays when more is done further in, and tells the loops of one function apart', () => {
    const before = loops('')
    const after = loops('metrics.record(last)')
    expect(before).toHaveLength(2)
    expect(new Set(before.map(({ beginning }) => beginning)).size).toBe(2)
    expect(after.map(({ beginning }) => beginning)).toEqual(before.map((one) => one.beginning))
    expect(after.map(({ content }) => content)).not.toEqual(before.map((one) => one.content))
  })

  it('is not told of what has no more than a beginning', () => {
    const source = 'async function pay() { await prisma.$transaction(async (tx) => { a() }) }'
    const [site] = extractFacts('typescript', source).sites
    expect(site).toHaveProperty('content')
    expect(site).not.toHaveProperty('beginning')
  })
})
