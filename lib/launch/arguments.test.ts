import { expect, test } from 'vitest'
import { portSetting, startOptions } from './arguments'

const options = (...args: string[]) => startOptions(args, '/home/ann')

test('paths start where they were typed, each once', () => {
  expect(options('a', '/b', './a').repositories).toEqual(['/home/ann/a', '/b'])
  expect(options('a').history).toBe('26w')
})

test('history is a number of weeks, in either spelling', () => {
  expect(options('a', '--history', '52w').history).toBe('52w')
  expect(options('--history=4w', 'a')).toMatchObject({
    history: '4w',
    repositories: ['/home/ann/a'],
  })
  for (const wrong of ['52', '0w', '-1w', 'w', 'year']) {
    expect(() => options(`--history=${wrong}`)).toThrow(`such as 26w or 52w, not "${wrong}"`)
  }
  expect(() => options('a', '--history')).toThrow('--history takes a number of weeks')
})

test('an unknown option is refused with what there is', () => {
  expect(() => options('--port', '3001')).toThrow(/Unknown option --port[\s\S]*npm start -- <path/)
})

test('PORT is 3000 unless it says something else that can be a port', () => {
  expect(portSetting({ NODE_ENV: 'test' })).toBe(3000)
  expect(portSetting({ NODE_ENV: 'test', PORT: ' 3001 ' })).toBe(3001)
  for (const PORT of ['http', '70000', '-1', '1.5']) {
    expect(() => portSetting({ NODE_ENV: 'test', PORT })).toThrow(`PORT is "${PORT}"`)
  }
})
