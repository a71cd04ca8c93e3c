import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root'
import { readSchema, schemaFolder } from './schema'

/**
 * Generates the Prisma client when the schema has changed since the last time.
 * `generate` never runs the schema engine, but its command line insists on having one and would
 * download it; naming any existing executable keeps it offline.
 */
export function generateClient(): void {
  const stamp = path.join(root, 'lib/db/generated/.schema-hash')
  const hash = createHash('sha256').update(readSchema()).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  const cli = path.join(root, 'node_modules/prisma/build/index.js')
  const run = spawnSync(process.execPath, [cli, 'generate', '--schema', schemaFolder], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  })
  if (run.status !== 0) {
    throw new Error(`prisma generate failed:\n${run.stdout}\n${run.stderr}`)
  }
  writeFileSync(stamp, hash)
}
