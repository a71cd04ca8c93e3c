import { checkConnection } from './connection'
import { createDatabase, migrate } from './migrate'
import { startPostgres } from './postgres'
import type { Shutdown } from './shutdown'
import type { Terminal } from './terminal'

/** Brings up the embedded database, or checks the one that `given` names; migrated. Its address. */
export async function openDatabaseFor(
  home: string,
  given: string | undefined,
  out: Terminal,
  stopping: Shutdown,
): Promise<string> {
  out.progress('database   starting')
  let url = given
  if (url) {
    await checkConnection(url)
  } else {
    const postgres = await startPostgres(home, { onTrouble: out.line })
    stopping.later(postgres.stop, postgres.kill)
    await createDatabase(postgres.url('postgres'), 'plumbline')
    url = postgres.url('plumbline')
  }
  stopping.signal.throwIfAborted()
  const applied = await migrate(url)
  const news = applied.length ? `, ${applied.length} migrations applied` : ''
  out.line(`database   ${given ? 'DATABASE_URL' : home}${news}`)
  return url
}
