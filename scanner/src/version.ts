import { readFileSync } from 'node:fs'
import { isRecord } from './services/types'

/** Version of the scanner package with that of the facts, so that a changed detector is a new tool. */
export function toolVersion(factsVersion: string): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const manifest: unknown = JSON.parse(text)
  const version =
    isRecord(manifest) && typeof manifest.version === 'string' ? manifest.version : '0'
  return `${version}+facts.${factsVersion.replace(/[^0-9A-Za-z-]/g, '-')}`
}
