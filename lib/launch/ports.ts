import { createServer } from 'node:net'
import { Problem } from './problem'

/** A port that nobody listens on now. */
export function freePort(): Promise<number> {
  return listenOnce(0)
}

/** The port to serve on: `wanted`, or any when that is 0. Throws the system's error when taken. */
function listenOnce(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}

/** Checks that `wanted` can be served on, or says what to do instead. */
export async function portToServe(wanted: number): Promise<number> {
  try {
    return await listenOnce(wanted)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EACCES') {
      throw new Problem(
        `Port ${wanted} may only be opened by root. Choose one above 1023: PORT=3001 npm start -- …`,
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
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`, {
      signal: AbortSignal.timeout(2000),
    })
    return ((await answer.json()) as { name?: string }).name === 'plumbline'
  } catch {
    return false
  }
}
