import { describe, expect, it } from 'vitest'
import { layersOf, read } from '../testing'

const head = 'import backoff\nimport tenacity\nfrom celery import shared_task\n'
const layers = (source: string) => layersOf('python', head + source)

describe('a decorator that is called rather than written above', () => {
  it.each([
    [
      'def send(x):\n    return tenacity.retry(stop=tenacity.stop_after_attempt(3))(api.post)(x)\n',
      ['wrapper tenacity 3 -> api.post'],
    ],
    [
      'def load():\n    get = backoff.on_exception(backoff.expo, E, max_tries=4)(api.get)\n    return get()\n',
      ['wrapper backoff 4 -> api.get'],
    ],
    // The work is given by whoever calls: that it is repeated is decided here all the same.
    [
      'def again(func, config):\n    return tenacity.retry(stop=tenacity.stop_after_attempt(config.max))(func)\n',
      ['wrapper tenacity unknown -> func'],
    ],
    ['again = tenacity.retry(stop=tenacity.stop_after_attempt(3))\n', []],
    ['job = shared_task(autoretry_for=(E,), max_retries=4)(send)\n', []],
  ])('%s', async (source, told) => {
    expect(await layers(source)).toEqual(told)
  })

  it('is a decision at its place', async () => {
    const source = 'def again(func):\n    return tenacity.retry(reraise=True)(func)\n'
    const { sites } = await read('python', head + source)
    expect(sites.map(({ rule, symbol, region }) => [rule, symbol, region.startLine])).toEqual([
      ['decision/retry', 'again', 5],
    ])
  })
})
