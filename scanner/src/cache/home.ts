import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Plumbline's folder: `$PLUMBLINE_HOME`, else the platform's folder for user data
 * (XDG base directory specification; Library/Application Support; LOCALAPPDATA).
 */
function plumblineHome(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PLUMBLINE_HOME) return env.PLUMBLINE_HOME
  if (env.XDG_DATA_HOME) return join(env.XDG_DATA_HOME, 'plumbline')
  if (process.platform === 'darwin') {
    return join(homedir(), 'Library', 'Application Support', 'plumbline')
  }
  if (process.platform === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'plumbline')
  return join(homedir(), '.local', 'share', 'plumbline')
}

/** Where facts are kept between runs. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(plumblineHome(env), 'cache')
}
