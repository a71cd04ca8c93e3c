import { describe, expect, it } from 'vitest'
import { sarifPath } from './output'
import { duration, pace, progressReporter } from './progress'

function reporter(options: { json?: boolean; isTTY?: boolean }) {
  let text = ''
  let now = 0
  const stream = { isTTY: options.isTTY === true, write: (chunk: string) => (text += chunk) }
  const inner = progressReporter(stream, options.json === true, () => now)
  const at = (ms: number, step: string, done: number, total: number) => {
    now = ms
    inner.report({ step, done, total })
  }
  return { at, end: inner.end, text: () => text }
}

describe('progress', () => {
  it('rewrites one line on a terminal', () => {
    const { at, end, text } = reporter({ isTTY: true })
    at(0, 'read', 0, 100)
    at(50, 'read', 10, 100)
    at(1000, 'read', 50, 100)
    end()
    expect(text()).toBe('\r\x1b[2Kread: 0 of 100\r\x1b[2Kread: 50 of 100, 50/s, 1 s left\n')
  })

  it('prints a line every few seconds elsewhere, and always the last', () => {
    const { at, text } = reporter({})
    at(0, 'read', 0, 4000)
    at(1000, 'read', 1000, 4000)
    at(3000, 'read', 2000, 4000)
    at(3100, 'read', 4000, 4000)
    at(3200, 'write', 0, 1)
    expect(text().trim().split('\n')).toEqual([
      'read: 0 of 4,000',
      'read: 2,000 of 4,000, 667/s, 3 s left',
      'read: 4,000 of 4,000, 1,290/s',
      'write: 0 of 1',
    ])
  })

  it('counts the rate from where the step began', () => {
    expect(pace(150, 100, 200, 1000)).toEqual({ perSecond: 50, secondsLeft: 1 })
    expect(pace(0, 0, 10, 0)).toEqual({ perSecond: 0, secondsLeft: null })
    expect([duration(59), duration(80)]).toEqual(['59 s', '1 m 20 s'])
  })
})

describe('sarifPath', () => {
  const commit = '0123456789abcdef'
  it('keeps the given name for the tip and adds the commit for others', () => {
    expect(sarifPath('a/out.sarif', { commit, stage: 'tip' })).toBe('a/out.sarif')
    expect(sarifPath('a/out.sarif', { commit, stage: 'week' })).toBe('a/out-0123456789ab.sarif')
    expect(sarifPath('out.sarif.json', { commit, stage: 'week' })).toBe(
      'out-0123456789ab.sarif.json',
    )
    expect(sarifPath('dir/', { commit, stage: 'final' })).toBe('dir/0123456789ab.sarif')
  })
})
