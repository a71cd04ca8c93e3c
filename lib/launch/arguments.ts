import path from 'node:path'
import { Problem } from './problem'

/** What `npm start -- …` was asked to do. */
export interface StartOptions {
  /** Absolute paths, without repeats. */
  repositories: string[]
  /** How far back to scan, as the scanner takes it, e.g. `26w`. */
  history: string
  help: boolean
}

export const USAGE = `npm start -- <path to a git repository> [more paths] [--history 26w]

Starts the dashboard on this machine and scans the repositories, with their history.
Settings: PORT (3000), PLUMBLINE_HOME (database and caches), DATABASE_URL (a PostgreSQL of yours).`

/** Reads the command line; relative paths start at `cwd`, where the person typed them. */
export function startOptions(args: readonly string[], cwd: string): StartOptions {
  const options: StartOptions = { repositories: [], history: '26w', help: false }
  const rest = [...args]
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--help' || arg === '-h') options.help = true
    else if (arg === '--history') options.history = weeks(rest.shift() ?? '')
    else if (arg.startsWith('--history=')) options.history = weeks(arg.slice('--history='.length))
    else if (arg.startsWith('-')) throw new Problem(`Unknown option ${arg}.\n\n${USAGE}`)
    else {
      const absolute = path.resolve(cwd, arg)
      if (!options.repositories.includes(absolute)) options.repositories.push(absolute)
    }
  }
  return options
}

function weeks(text: string): string {
  if (/^[1-9]\d{0,3}w$/.test(text)) return text
  throw new Problem(`--history takes a number of weeks such as 26w or 52w, not "${text}".`)
}

/** PLUMBLINE_LISTEN: the address to listen on; this machine alone by default. */
export function listenSetting(env: NodeJS.ProcessEnv): string {
  return env.PLUMBLINE_LISTEN?.trim() || '127.0.0.1'
}

/** PORT from the environment; 0 lets the system choose a free one. */
export function portSetting(env: NodeJS.ProcessEnv): number {
  const text = env.PORT?.trim() || '3000'
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port
  throw new Problem(`PORT is "${text}"; it must be a number from 1 to 65535, e.g. PORT=3001.`)
}
