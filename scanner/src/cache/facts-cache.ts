import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BlobFacts } from '../extract/blob-facts'
import { LineStore } from './line-store'

/**
 * Facts by blob hash and language, and introducing commits, on disk between runs: one pair of files
 * per version of the facts and repository, so that opening one never reads another's.
 */
export class FactsCache {
  readonly facts: LineStore
  readonly introductions: LineStore
  private readonly temporary: string | null

  /** `folder` null keeps everything in a temporary folder that `close` removes. */
  constructor(folder: string | null, version: string, repositoryKey: string) {
    this.temporary = folder === null ? mkdtempSync(join(tmpdir(), 'plumbline-')) : null
    const base = join(folder ?? this.temporary ?? '', `facts-${version.replace(/[^\w.-]/g, '_')}`)
    this.facts = new LineStore(join(base, `${repositoryKey}.facts`))
    this.introductions = new LineStore(join(base, `${repositoryKey}.introduced`))
  }

  get(key: string): BlobFacts | undefined {
    const value = this.facts.get(key)
    return isBlobFacts(value) ? value : undefined
  }

  introducedBy(key: string): string | undefined {
    const value = this.introductions.get(key)
    return typeof value === 'string' ? value : undefined
  }

  close(): void {
    this.facts.close()
    this.introductions.close()
    if (this.temporary !== null) rmSync(this.temporary, { recursive: true, force: true })
  }
}

function isBlobFacts(value: unknown): value is BlobFacts {
  return typeof value === 'object' && value !== null && ('facts' in value || 'skip' in value)
}
