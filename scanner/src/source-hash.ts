import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Hash of the program's own sources in a folder, tests and the folders named left out. */
export function sourceHash(folder: string | URL, without: readonly string[] = []): string {
  const root = typeof folder === 'string' ? folder : fileURLToPath(folder)
  const hash = createHash('sha256')
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => /\.[jt]s$/.test(name) && !/\.test\.|(^|\/)testing/.test(name))
    .filter((name) => !without.includes(name.split('/', 1)[0] ?? ''))
    .sort()
  for (const name of files) {
    hash.update(`${name}\0`)
    hash.update(readFileSync(join(root, name)))
  }
  return hash.digest('hex').slice(0, 12)
}
