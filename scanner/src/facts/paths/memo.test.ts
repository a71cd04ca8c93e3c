import { describe, expect, it } from 'vitest'
import { Answers, Memo } from './memo'

describe('answers from state to state', () => {
  it('are made anew only where something under them is another', () => {
    const memo = new Memo()
    const [left, right] = [memo.given(1), memo.given(10)]
    let made = 0
    const sum = memo.derived(() => {
      made += 1
      return memo.read(left) + memo.read(right)
    })
    expect([memo.read(sum), made]).toEqual([11, 1])
    expect([memo.read(sum), made]).toEqual([11, 1])
    memo.set(left, 2)
    expect([memo.read(sum), made]).toEqual([12, 2])
  })

  it('leave alone what is made of an answer that came out the same', () => {
    const memo = new Memo()
    const number = memo.given(1)
    const odd = memo.derived(() => memo.read(number) % 2 === 1)
    let made = 0
    const word = memo.derived(() => {
      made += 1
      return memo.read(odd) ? 'odd' : 'even'
    })
    memo.set(number, 3)
    expect([memo.read(word), made]).toEqual(['odd', 1])
    memo.set(number, 4)
    expect([memo.read(word), made]).toEqual(['even', 2])
  })

  it('do not ask what stood on something that is gone', () => {
    const memo = new Memo()
    const there = memo.given(true)
    const inside = memo.derived(() => {
      if (!memo.read(there)) throw new Error('asked of nothing')
      return 'inside'
    })
    const outer = memo.derived(() => (memo.read(there) ? memo.read(inside) : 'nothing'))
    memo.set(there, false)
    expect(memo.read(outer)).toBe('nothing')
  })

  it('that their owner keeps say when they no longer hold', () => {
    const memo = new Memo()
    const given = memo.given('a')
    const { value, madeOf } = memo.watch(() => memo.read(given))
    const kept = memo.kept(value, madeOf)
    const outer = memo.kept('outer', memo.watch(() => memo.read(kept)).madeOf)
    expect([memo.holds(kept), memo.holds(outer)]).toEqual([true, true])
    memo.set(given, 'b')
    expect([memo.holds(outer), memo.holds(kept)]).toEqual([false, false])
  })

  it('say the same when all of them were doubted, and follow what changes after', () => {
    const memo = new Memo()
    const given = memo.given(1)
    let made = 0
    const double = memo.derived(() => {
      made += 1
      return 2 * memo.read(given)
    })
    const next = memo.derived(() => memo.read(double) + 1)
    memo.doubtAll()
    expect([memo.read(next), made]).toEqual([3, 1])
    memo.set(given, 2)
    memo.doubtAll()
    expect([memo.read(next), made]).toEqual([5, 2])
    memo.set(given, 3)
    expect([memo.read(next), made]).toEqual([7, 3])
  })

  it('are kept one for each thing asked about', () => {
    const memo = new Memo()
    const asked: string[] = []
    const lengths = new Answers(memo, (word: string) => asked.push(word) && word.length)
    expect([lengths.get('ab'), lengths.get('abc'), lengths.get('ab')]).toEqual([2, 3, 2])
    expect(asked).toEqual(['ab', 'abc'])
  })
})
