import { setTimeout as pause } from 'node:timers/promises'
import { needsSignIn } from '@/lib/people/mode'
import { listenSetting, portSetting, type StartOptions, startOptions, USAGE } from './arguments'
import { ensureBuild } from './build'
import { openDatabaseFor } from './database'
import { plumblineHome } from './home'
import { isOurs, runningInstance, takeHome } from './instance'
import { addressOf, portToServe } from './ports'
import { explain, Problem } from './problem'
import { findRepositories, type Repository } from './repositories'
import { lookFurther, scanAndApply } from './scan'
import { serve } from './serve'
import { type Shutdown, shutdown } from './shutdown'
import { checkSignIn, openSignIn } from './sign-in'
import { terminal } from './terminal'
import { keepTimeZone, zoneSetting } from './time-zone'

const out = terminal(process.stdout)
const home = plumblineHome()
const given = process.env.DATABASE_URL || undefined

/** `npm start`: everything up, the repositories scanned, the address printed, until Ctrl-C. */
async function start(options: StartOptions, stopping: Shutdown): Promise<void> {
  const wanted = portSetting(process.env)
  checkSignIn(process.env)
  const zone = zoneSetting(process.env)
  const repositories = findRepositories(options.repositories, home, out.line)
  if (options.repositories.length > 0 && repositories.length === 0) {
    throw new Problem('None of these can be scanned, so nothing was started.')
  }
  const held = takeHome(home, given)
  if (!isOurs(held)) return join(held.pid, repositories, options, stopping)
  stopping.later(async () => held.release())
  const port = await portToServe(wanted, listenSetting(process.env))
  const url = await openDatabaseFor(home, given, out, stopping)
  await ensureBuild(out, stopping.child, stopping.signal)
  await keepTimeZone(url, zone, out)
  const env: NodeJS.ProcessEnv = {
    ...childEnv(url, port),
    PLUMBLINE_SCANS: repositories.map(namedOn).join('\n'),
  }
  const address = await serve(port, env, out, stopping)
  const token = needsSignIn(env) ? await openSignIn(url, env, out, stopping) : undefined
  held.update({ address, token })
  out.line(`dashboard  ${env.PLUMBLINE_URL}`)
  const ready = () =>
    out.line(`\n  Plumbline is ready:  ${env.PLUMBLINE_URL}\n  Ctrl-C stops it; nothing is lost.\n`)
  if (repositories.length > 0) {
    const asked = { ...env, PLUMBLINE_TOKEN: token }
    await scan(address, repositories, options, stopping, asked, ready)
  } else {
    out.line('\nTo fill it, in another terminal: npm start -- <path to a git repository>')
    ready()
  }
  await pause(2 ** 31 - 1, undefined, { signal: stopping.signal })
}

/** Another start already serves this home: its repositories go there, and this one ends. */
async function join(
  pid: number,
  repositories: Repository[],
  options: StartOptions,
  stopping: Shutdown,
): Promise<void> {
  const { address, token } = await runningInstance(home, given, out, stopping.signal)
  out.line(`Plumbline already runs (process ${pid}) at ${address}`)
  if (repositories.length === 0) return
  const env = { ...childEnv(given ?? ''), PLUMBLINE_TOKEN: token }
  const ready = () => out.line(`\n  Plumbline is ready:  ${address}\n`)
  await scan(address, repositories, options, stopping, env, ready)
}

async function scan(
  address: string,
  repositories: Repository[],
  { history }: StartOptions,
  stopping: Shutdown,
  env: NodeJS.ProcessEnv,
  ready: () => void,
): Promise<void> {
  const context = { address, history, env, out, signal: stopping.signal, onChild: stopping.child }
  const open = await scanAndApply(repositories, context)
  ready()
  await lookFurther(open, context)
}

/** One line each: pages name what is being scanned while nothing of it is there. */
const namedOn = ({ label }: Repository) => label.replaceAll('\n', ' ')

/** What children are told; a token of the person's own is for another Plumbline. */
function childEnv(url: string, port = 0): NodeJS.ProcessEnv {
  const listen = listenSetting(process.env)
  return {
    ...process.env,
    PLUMBLINE_LISTEN: listen,
    PLUMBLINE_URL: process.env.PLUMBLINE_URL?.trim() || addressOf(listen, port),
    DATABASE_URL: url,
    PLUMBLINE_HOME: home,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

async function main(): Promise<number> {
  const stopping = shutdown(() => out.line('Stopping …'))
  try {
    const from = process.env.npm_lifecycle_event ? process.env.INIT_CWD : undefined
    const options = startOptions(process.argv.slice(2), from ?? process.cwd())
    if (options.help) out.line(USAGE)
    else await start(options, stopping)
    return 0
  } catch (error) {
    // A Ctrl-C also ends the step that was under way; give its signal time to arrive first.
    await pause(50)
    if (stopping.signal.aborted) return 0
    out.line(explain(error, home))
    return 1
  } finally {
    out.clear()
    await stopping.stop()
  }
}

process.exit(await main())
