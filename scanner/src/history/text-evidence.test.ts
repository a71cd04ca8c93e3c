import { describe, expect, it } from 'vitest'
import { textShows } from './text-evidence'

const OWN = `def pay(order):
    with transaction.atomic():
        order.pay()

def refund(order):
    with transaction.atomic():
        order.refund()
`
const probe = (line: number, symbol: string, text = OWN) => ({
  symbol,
  startLine: line,
  endLine: line,
  context: { startLine: 1, text },
})

describe('textShows', () => {
  it('sees lines that other lines around make unique, whatever the indentation', () => {
    expect(textShows(probe(2, 'pay'), OWN, OWN)).toBe(true)
    expect(textShows(probe(6, 'refund'), OWN, OWN.replaceAll('    ', '\t'))).toBe(true)
  })

  it('is sure of absence only where neither the lines nor the symbol are there', () => {
    const before = 'def cancel(order):\n    order.cancel()\n'
    expect(textShows(probe(2, 'pay'), OWN, before)).toBe(false)
    const bare = 'def pay(order):\n    order.pay()\n'
    expect(textShows(probe(2, 'pay'), OWN, bare)).toBeUndefined()
    expect(textShows(probe(2, ''), OWN, before)).toBeUndefined()
  })

  it('leaves to the facts what stands twice, is too short, or changed its surroundings', () => {
    expect(textShows(probe(2, 'pay'), OWN, OWN + OWN)).toBeUndefined()
    expect(textShows(probe(2, 'pay'), OWN + OWN, OWN)).toBeUndefined()
    expect(textShows(probe(1, 'f', 'retry()'), 'retry()', 'retry()')).toBeUndefined()
    const moved = OWN.replace('order.pay()', 'order.pay_all()')
    expect(textShows(probe(2, 'pay'), OWN, moved)).toBeUndefined()
  })

  it('does not believe lines whose symbol is gone', () => {
    const renamed = OWN.replace('def pay', 'def settle').replaceAll('pay()', 'run()')
    const lines = {
      ...probe(2, 'pay'),
      context: { startLine: 2, text: '    with transaction.atomic():' },
    }
    expect(textShows(lines, renamed, renamed)).toBeUndefined()
  })
})
