import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RetryLayer } from '../../model'
import { assembledOf, findingsOf, read } from '../testing'
import { durationMs, pauseOf, pausesMs } from './durations'
import { worstTime } from './time'

describe('a stretch of time as it is written', () => {
  it.each([
    ['30 s', 'a.yml', 30_000],
    ['timeout: 5000', 'a.ts', 5000],
    ['AbortSignal.timeout(2_500)', 'a.ts', 2500],
    ['timeout: 10', 'a.py', 10_000],
    ['60 * 1000', 'a.ts', 60_000],
    ['5 * time.Second', 'a.go', 5000],
    ['time.Minute', 'a.go', 60_000],
    ['24 * time.Hour * 5', 'a.go', 432_000_000],
    ['time.Duration(n)', 'a.go', undefined],
    ["startToCloseTimeout: '1 minute'", 'a.ts', 60_000],
    ['start_to_close_timeout: timedelta(minutes=2)', 'a.py', 120_000],
    ['start_to_close_timeout: timedelta(minutes=2, seconds=5)', 'a.py', undefined],
    ['Duration.ofSeconds(2)', 'A.java', 2000],
    ['PT1M5S', 'a.yml', 65_000],
    ['1m30s', 'a.yml', 90_000],
    ['15s (default)', 'a.yml', 15_000],
    ['4 d (default)', 'a.tf', 345_600_000],
    ['config.timeout', 'a.ts', undefined],
    ['maxRetryTime: env.LIMIT', 'a.ts', undefined],
  ])('%s in %s', (text, path, ms) => {
    expect(durationMs(text, path)).toBe(ms)
  })

  it('and pauses, with how they grow', () => {
    const sum = (text: string, attempts: number, path = 'a.ts') => {
      const pause = pauseOf(text, path)
      return pause && pausesMs(pause, attempts)
    }
    expect(sum('delay: 100', 4)).toBe(300)
    expect(sum("backoff: { type: 'exponential', delay: 1000 }", 4)).toBe(7000)
    expect(sum('10 s doubling to 6 min', 3)).toBe(30_000)
    expect(sum('2 s × 3', 3)).toBe(8000)
    expect(sum('time.sleep(2)', 3, 'a.py')).toBe(4000)
    expect(sum('delay: pick()', 3)).toBeUndefined()
  })
})

const facts = await read('typescript', '')
const layer = (more: Partial<RetryLayer>) => ({
  home: { path: 'a.ts', facts },
  layer: {
    ...{ kind: 'wrapper', mechanism: 'x', attempts: 3, basis: '', source: 'explicit', symbol: '' },
    ...{ region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 }, repeats: [] },
    ...more,
  } as RetryLayer,
})

describe('worst-case time', () => {
  it('is attempts × limit + pauses, from the inside out, each at most its deadline', () => {
    const inner = layer({ attempts: 3, delay: '1 s' })
    expect(worstTime([inner], 2000).worst).toBe(8000)
    expect(worstTime([layer({ attempts: 2 }), inner], 2000).worst).toBe(16_000)
    expect(worstTime([layer({ attempts: 2, deadline: '10 s' }), inner], 2000).worst).toBe(10_000)
    expect(worstTime([layer({ attempts: 'unbounded' }), inner], 2000).worst).toBe('unbounded')
    expect(worstTime([inner], undefined).worst).toBe('unknown')
    expect(worstTime([layer({ delay: 'soon()' })], 2000).worst).toBe('unknown')
  })

  it('is compared with the limit of each caller', () => {
    const inner = layer({ attempts: 3, delay: '1 s' })
    const tell = (outer: Partial<RetryLayer>) =>
      worstTime([layer(outer), inner], 2000).inversions.map(({ of, limit, takes }) => [
        of,
        limit,
        takes,
      ])
    expect(tell({ perTry: '5 s' })).toEqual([['attempt', 5000, 8000]])
    expect(tell({ perTry: '9 s' })).toEqual([])
    expect(tell({ deadline: '7 s' })).toEqual([['deadline', 7000, 8000]])
    expect(tell({ kind: 'sdk-default', deadline: 'timeout: 7000' })).toEqual([
      ['attempt', 7000, 8000],
    ])
  })

  it('never shrinks when a layer is added without a limit of its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 5000 }),
        (counts, more, ms) => {
          const layers = counts.map((attempts) => layer({ attempts }))
          const before = worstTime(layers, ms).worst
          const after = worstTime([layer({ attempts: more }), ...layers], ms).worst
          expect(after).toBe(Number(before) * more)
        },
      ),
    )
  })
})

const source = (outer: string) => `import { backOff } from 'exponential-backoff'
import pRetry from 'p-retry'
export async function charge() {
  await pRetry(() => send(), { retries: 1, ${outer} })
}
async function send() {
  await backOff(() => fetch('https://api.pay.example/charge', { signal: AbortSignal.timeout(4000) }), { numOfAttempts: 3 })
}`

describe('a caller that gives up first', () => {
  it('is a finding with both times, and no duplicated retry', async () => {
    const found = await findingsOf({ 'a.ts': source('maxRetryTime: 10000') })
    const [one] = found.filter(({ rule }) => rule === 'retry-path/timeout-inversion')
    expect(one?.message).toMatch(/p-retry gives up after 10 s, one attempt inside may take 12 s/)
    expect(one?.data).toMatchObject({ limitMs: 10_000, takesMs: 12_000, of: 'deadline' })
    const none = await findingsOf({ 'a.ts': source('maxRetryTime: 30000') })
    expect(none.map(({ rule }) => rule)).not.toContain('retry-path/timeout-inversion')
  })

  it('is told with its segment, so that other repositories can be compared', async () => {
    const all = await assembledOf({ 'a.ts': source('maxRetryTime: 30000') })
    const [one] = all.filter(({ rule }) => rule === 'flow/segment')
    expect(one?.data?.flow).toMatchObject({
      outgoing: { timeoutMs: 4000 },
      layers: [{ deadlineMs: 30_000 }, {}],
    })
  })
})
