import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = fileURLToPath(new URL('.', import.meta.url))

/** Version of the facts: a hash of the sources that make them, so that no cache is ever stale. */
function contentVersion(): string {
  const hash = createHash('sha256')
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[jt]s$/.test(name) && !/\.test\.|(^|[\\/])testing/.test(name))
    .sort()
  for (const name of files) {
    hash.update(`${name.replaceAll('\\', '/')}\0`)
    hash.update(readFileSync(join(FOLDER, name)))
  }
  return hash.digest('hex').slice(0, 12)
}

/** Part of every cache key and of the tool's version. */
export const FACTS_VERSION: string = contentVersion()
