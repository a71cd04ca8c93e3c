import { readFileSync } from 'node:fs'
import { isRecord } from './is-record'
import { sourceHash } from './source-hash'

/** Folders that change nothing of what a scan says. */
const ASIDE = ['cache', 'check', 'cli', 'push']

const SOURCES = sourceHash(new URL('.', import.meta.url), ASIDE)

/**
 * Version of the scanner package with its sources (facts, paths, history, services, SARIF), and of
 * the extractor where that is another: whatever changes what a scan says is a new tool, and what an
 * older one said is scanned again.
 */
export function toolVersion(extractor: string): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const manifest: unknown = JSON.parse(text)
  const version =
    isRecord(manifest) && typeof manifest.version === 'string' ? manifest.version : '0'
  return `${version}+scan.${SOURCES}.${extractor.replace(/[^0-9A-Za-z-]/g, '-')}`
}
