import { describe, expect, it } from 'vitest'
import { within } from './within'

const never = () => new Promise<never>(() => {})

describe('within', () => {
  it('gives the answer that comes in time', async () => {
    expect(await within(60_000, async () => 'yes')).toBe('yes')
  })

  it('ends the wait for work that does not heed its signal', async () => {
    await expect(within(1, never)).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('tells the work that nobody waits any more', async () => {
    let heard: AbortSignal | undefined
    const work = (signal: AbortSignal) => {
      heard = signal
      return never()
    }
    await expect(within(1, work)).rejects.toThrow('within 1 ms')
    expect(heard?.aborted).toBe(true)
  })

  it('passes on why the work failed', async () => {
    const work = () => Promise.reject(new Error('refused'))
    await expect(within(60_000, work)).rejects.toThrow('refused')
  })
})
