import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type EmbeddedPostgres, startPostgres } from './postgres'

/** A real PostgreSQL for tests and tools, in a folder that is removed when it stops. */
export async function temporaryPostgres(): Promise<EmbeddedPostgres> {
  const home = mkdtempSync(path.join(tmpdir(), 'plumbline-'))
  chmodSync(home, 0o755)
  const remove = () => rmSync(home, { recursive: true, force: true })
  try {
    const postgres = await startPostgres(home, { durable: false })
    return {
      ...postgres,
      stop: async () => {
        await postgres.stop()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}
