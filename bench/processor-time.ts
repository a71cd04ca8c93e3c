import { readdirSync, readFileSync } from 'node:fs'
import pg from 'pg'

interface ProcessorTime {
  /** Milliseconds used so far. */
  clock(): Promise<number>
  end(): Promise<void>
}

/**
 * Processor time that a process and the PostgreSQL backends of one database have used: what work
 * costs however many others share the machine. From /proc, so on Linux only. Workers of parallel
 * plans end unseen; who measures turns them off. `url` is that database's.
 */
export async function processorTimeOf(pid: number, url: string): Promise<ProcessorTime> {
  const database = decodeURIComponent(new URL(url).pathname.slice(1))
  const beside = new URL(url)
  beside.pathname = '/postgres'
  const client = new pg.Client({ connectionString: beside.href })
  await client.connect()
  // Of those that have ended, too: what they used does not come back.
  const known = new Map<number, number>()
  return {
    clock: async () => {
      const { rows } = await client.query<{ pid: number }>(
        'SELECT pid FROM pg_stat_activity WHERE datname = $1',
        [database],
      )
      for (const one of [pid, ...rows.map((backend) => backend.pid)]) {
        known.set(one, Math.max(known.get(one) ?? 0, used(one)))
      }
      return [...known.values()].reduce((sum, ms) => sum + ms, 0)
    },
    end: () => client.end(),
  }
}

/** Milliseconds that all threads of a process have run; none of one that has ended. */
function used(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
      const [ran] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
      return sum + Number(ran) / 1e6
    }, 0)
  } catch {
    return 0
  }
}
