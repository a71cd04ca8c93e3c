import { expect, test } from 'vitest'
import { duration, pace, parseProgress, progressText } from './progress'
import { terminal } from './terminal'

test('a step shows counts, rate and time left, as far as they are known', () => {
  const progress = {
    step: 'read tip',
    done: 5120,
    total: 16300,
    perSecond: 840.4,
    secondsLeft: 13.3,
  }
  expect(progressText(progress)).toBe('read tip: 5,120 of 16,300 · 840/s · 14 s left')
  expect(progressText({ step: 'wait', done: 3 })).toBe('wait: 3')
  expect(progressText({ step: 'push', done: 1, total: 9, perSecond: 0.25 })).toBe(
    'push: 1 of 9 · 0.3/s',
  )
})

test('what the scanner prints besides progress is not taken for progress', () => {
  expect(parseProgress('{"step":"read","done":1,"total":2,"secondsLeft":null}')?.step).toBe('read')
  for (const line of ['plumbline: no such folder', '{}', '{"step":1}', '{broken', '']) {
    expect(parseProgress(line)).toBeUndefined()
  }
})

test('durations are read at a glance', () => {
  expect([0, 45, 100, 3600, 4800].map(duration)).toEqual([
    '0 s',
    '45 s',
    '2 min',
    '1 h 0 min',
    '1 h 20 min',
  ])
})

test('pace is measured from the first report', () => {
  let now = 0
  const measure = pace('applying', () => now)
  expect(measure(10, 110)).toMatchObject({ perSecond: 0, secondsLeft: undefined })
  now = 2000
  expect(measure(30, 110)).toMatchObject({ perSecond: 10, secondsLeft: 8 })
})

function stream(isTTY: boolean) {
  let text = ''
  const write = (chunk: string) => {
    text += chunk
    return true
  }
  return {
    stream: { isTTY, columns: 20, write } as unknown as NodeJS.WriteStream,
    text: () => text,
  }
}

test('on a terminal progress is drawn in place and cut to its width', () => {
  const { stream: tty, text } = stream(true)
  const out = terminal(tty)
  out.progress('a long line that does not fit')
  out.line('done')
  expect(text()).toBe('\r\x1b[2Ka long line that do…\r\x1b[2Kdone\n')
})

test('elsewhere progress is a line every few seconds', () => {
  const { stream: pipe, text } = stream(false)
  let now = 0
  const out = terminal(pipe, () => now)
  for (const at of [0, 1000, 4999, 5000, 6000]) {
    now = at
    out.progress(`at ${at}`)
  }
  expect(text()).toBe('at 0\nat 5000\n')
})
