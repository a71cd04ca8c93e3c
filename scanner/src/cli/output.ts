import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { writeError } from '../errors'
import type { Scan } from '../history/types'

/** Path for a commit's SARIF: `out.sarif` for the tip, `out-<commit12>.sarif` else, or in a folder. */
export function sarifPath(target: string, scan: Pick<Scan, 'commit' | 'stage'>): string {
  const short = scan.commit.slice(0, 12)
  if (/[/\\]$/.test(target)) return join(target, `${short}.sarif`)
  if (scan.stage !== 'week') return target
  const name = basename(target)
  const stem = name.replace(/(?:\.sarif)?(?:\.json)?$/, '')
  return join(dirname(target), `${stem}-${short}${name.slice(stem.length) || '.sarif'}`)
}

/** Writes a whole file or none: what stood there stays until the new text is on disk. */
export function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(temporary, text)
    renameSync(temporary, path)
  } catch (error) {
    try {
      rmSync(temporary, { force: true })
    } catch {
      // The first failure is the one to tell.
    }
    throw writeError(error, path)
  }
}
