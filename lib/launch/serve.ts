import { listenSetting } from './arguments'
import { killGroup } from './children'
import { addressOf } from './ports'
import type { Shutdown } from './shutdown'
import { type Supervised, supervise } from './supervise'
import type { Terminal } from './terminal'
import { startWeb, startWorker, untilAnswers } from './web'

/** Starts the worker and the server, and ends when the server answers; its address. */
export async function serve(
  port: number,
  env: NodeJS.ProcessEnv,
  out: Terminal,
  stopping: Shutdown,
): Promise<string> {
  const listen = listenSetting(env)
  out.progress('dashboard  starting')
  const keep = (what: string, start: Parameters<typeof supervise>[0]): Supervised => {
    let told = ''
    const running = supervise(start, (child, waitMs) => {
      const end = child.log().split('\n').slice(-15).join('\n')
      const why = end === told ? ' It said the same as before.' : ` It last said:\n${end}`
      told = end
      out.line(`The ${what} stopped; starting it again in ${waitMs / 1000} s.${why}`)
    })
    stopping.later(running.stop, () => killGroup(running.current().process))
    return running
  }
  keep('worker that applies uploads', () => startWorker(env))
  const web = keep('server', () => startWeb(port, env))
  await untilAnswers({ listen, port }, web.current, stopping.signal)
  return addressOf(listen, port)
}
