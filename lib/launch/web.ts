import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Health } from '@/lib/health/health'
import { within } from '@/lib/http/within'
import { listenSetting } from './arguments'
import { type Child, ROOM_FOR_THE_YOUNG, startNode } from './children'
import { addressOf, portToServe } from './ports'
import { Problem } from './problem'

/** By what this launcher knows its own server from whatever else answers at the address. */
const RUN = randomUUID()

/** `next start`, on this machine alone unless PLUMBLINE_LISTEN says otherwise; it is told where. */
export function startWeb(port: number, env: NodeJS.ProcessEnv): Child {
  const next = 'node_modules/next/dist/bin/next'
  const listen = listenSetting(env)
  return startNode([ROOM_FOR_THE_YOUNG, next, 'start', '-H', listen, '-p', String(port)], {
    ...env,
    PLUMBLINE_LISTEN: listen,
    PLUMBLINE_RUN: RUN,
  })
}

/** The worker that applies stored uploads. */
export function startWorker(env: NodeJS.ProcessEnv): Child {
  return startNode([ROOM_FOR_THE_YOUNG, '--import', 'tsx', 'lib/ingest/worker-main.ts'], env)
}

/** What the server at `address` says of itself; undefined when it does not answer. */
export async function askHealth(address: string, token?: string): Promise<Health | undefined> {
  try {
    return await within(5000, async (signal) => {
      const headers: HeadersInit = token ? { authorization: `Bearer ${token}` } : {}
      const answer = await fetch(`${address}/api/v1/health`, { headers, signal })
      return answer.ok ? ((await answer.json()) as Health) : undefined
    })
  } catch {
    return undefined
  }
}

/**
 * Ends when the server that was started answers, and not another one; throws with what it printed
 * when it stops before, or who took its port since that was found free.
 */
export async function untilAnswers(
  { listen, port }: { listen: string; port: number },
  web: () => Pick<Child, 'process' | 'log'>,
  signal: AbortSignal,
): Promise<void> {
  const deadline = Date.now() + 90_000
  while ((await askHealth(addressOf(listen, port)))?.run !== RUN) {
    signal.throwIfAborted()
    const { process, log } = web()
    if (process.exitCode !== null || Date.now() > deadline) {
      if (log().includes('EADDRINUSE')) await portToServe(port, listen)
      throw new Problem(`The server did not come up. What it printed:\n\n${log()}`)
    }
    await pause(100, undefined, { signal })
  }
}
