import { createHash } from 'node:crypto'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from './problem'
import { type Held, type Hold, hold, holder, isHold } from './process-file'
import type { Terminal } from './terminal'

/** What a running Plumbline tells later starts. */
export interface Instance {
  /** Where it serves; absent while it still comes up. */
  address?: string
  /** With which later starts send their scans, where people sign in. */
  token?: string
}

/** Takes `home` for this start, or says which Plumbline already runs there. */
export function takeHome(home: string, databaseUrl?: string): Hold<Instance> | Held<Instance> {
  return hold<Instance>(instanceFile(home, databaseUrl), {})
}

export const isOurs = isHold<Instance>

/** Waits until the Plumbline that runs there answers; where, and with which token. */
export async function runningInstance(
  home: string,
  databaseUrl: string | undefined,
  out: Terminal,
  signal: AbortSignal,
): Promise<{ address: string; token?: string }> {
  for (;;) {
    const other = holder<Instance>(instanceFile(home, databaseUrl))
    if (!other)
      throw new Problem('The other Plumbline on this PLUMBLINE_HOME stopped. Start again.')
    const { address, token } = other.info
    if (address) return { address, token }
    out.progress(`another start (process ${other.pid}) is coming up on ${home}; waiting for it`)
    await pause(300, undefined, { signal })
  }
}

/** One installation per database: starts on different ones do not meet. */
function instanceFile(home: string, databaseUrl?: string): string {
  if (!databaseUrl) return path.join(home, 'instance.json')
  const hash = createHash('sha256').update(databaseUrl).digest('hex').slice(0, 12)
  return path.join(home, `instance-${hash}.json`)
}
