import { homedir, platform } from 'node:os'
import path from 'node:path'

/**
 * Folder for the embedded database and caches: `PLUMBLINE_HOME`, else the user's data folder.
 * Root gets /var/lib/plumbline, because the database runs as another user, who cannot enter a
 * closed home folder.
 */
export function plumblineHome(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PLUMBLINE_HOME) return path.resolve(env.PLUMBLINE_HOME)
  if (process.getuid?.() === 0) return '/var/lib/plumbline'
  if (platform() === 'darwin') return path.join(homedir(), 'Library/Application Support/plumbline')
  if (platform() === 'win32') return path.join(env.LOCALAPPDATA ?? homedir(), 'plumbline')
  return path.join(env.XDG_DATA_HOME ?? path.join(homedir(), '.local/share'), 'plumbline')
}
