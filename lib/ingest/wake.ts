import type pg from 'pg'
import { uploadChannel } from './accept'

/** Sleeps until an upload arrives, some time has passed, or it is woken. */
export interface Waker {
  sleep(ms: number): Promise<void>
  wake(): void
  close(): void
}

/** Listens for new uploads; without a connection it only sleeps, and connects again next time. */
export function createWaker(pool: pg.Pool): Waker {
  let client: pg.PoolClient | undefined
  let wakeUp: (() => void) | undefined
  let pending = false
  let closed = false

  const wake = () => {
    pending = true
    wakeUp?.()
  }
  const drop = (broken: pg.PoolClient | undefined) => {
    // A broken connection may say so more than once; by then another may be in use.
    if (!broken || broken !== client) return
    client = undefined
    broken.release(true)
  }
  const listen = async () => {
    if (client || closed) return
    const fresh = await pool.connect()
    client = fresh
    fresh.on('error', () => drop(fresh))
    fresh.on('notification', wake)
    if (closed) return drop(fresh)
    await fresh.query(`LISTEN ${uploadChannel}`)
    // What arrived before listening began is found by looking once more.
    pending = true
  }
  return {
    wake,
    sleep: async (ms) => {
      await listen().catch(() => drop(client))
      if (!pending && !closed) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wakeUp = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      wakeUp = undefined
      pending = false
    },
    close: () => {
      closed = true
      drop(client)
      wake()
    },
  }
}
