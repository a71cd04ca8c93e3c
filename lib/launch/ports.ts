import { createServer } from 'node:net'
import { within } from '@/lib/http/within'
import { Problem } from './problem'

/** Where this machine reaches a server that listens there. */
export function addressOf(listen: string, port: number): string {
  const host = listen === '0.0.0.0' || listen === '::' ? '127.0.0.1' : listen
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
}

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return listenOnce(0, '127.0.0.1')
}

/** The port to serve on: `wanted`, or any when that is 0. Throws the system's error when taken. */
function listenOnce(wanted: number, listen: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, listen, () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}

/** Checks that `wanted` can be served on, or says what to do instead. */
export async function portToServe(wanted: number, listen: string): Promise<number> {
  try {
    return await listenOnce(wanted, listen)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES') {
      throw new Problem(
        `Port ${wanted} may only be opened by root. Choose one above 1023: PORT=3001 npm start -- …`,
      )
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new Problem(
        `PLUMBLINE_LISTEN is “${listen}”, which is no address of this machine. 127.0.0.1 is this machine alone, 0.0.0.0 all of its addresses.`,
      )
    }
    if (code !== 'EADDRINUSE') throw error
    const who = (await isPlumbline(wanted))
      ? `by another Plumbline, with other data (http://127.0.0.1:${wanted})`
      : 'by another program'
    const next = wanted < 65535 ? wanted + 1 : 3001
    throw new Problem(`Port ${wanted} is taken ${who}. Choose another: PORT=${next} npm start -- …`)
  }
}

async function isPlumbline(port: number): Promise<boolean> {
  try {
    return await within(2000, async (signal) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`, { signal })
      return ((await answer.json()) as { name?: string }).name === 'plumbline'
    })
  } catch {
    return false
  }
}
