import { createHash } from 'node:crypto'
import type { Finding } from '../model'

const hash = (parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

export interface Fingerprints {
  site: string
  content: string
  identity?: string
  /** Place among equals in the file, from 0. */
  ordinal: number
}

/**
 * The contract's fingerprints of one file's findings, in file order; `ordinal` tells equals apart
 * and counts from 0. Findings of one path must come together, or two equals would share a number.
 */
export function fingerprints(findings: readonly Finding[]): Fingerprints[] {
  const seen = new Map<string, number>()
  return findings.map((finding) => {
    const { rule, path, symbol, content } = finding
    const equal = JSON.stringify([rule, path, symbol, content])
    const ordinal = seen.get(equal) ?? 0
    seen.set(equal, ordinal + 1)
    return {
      site: hash([rule, path, symbol, content, String(ordinal)]),
      content: hash([rule, content]),
      ordinal,
      ...(finding.identity === undefined ? {} : { identity: hash([rule, finding.identity]) }),
    }
  })
}

/** By what an assembled finding is known at two commits. */
export const turnKey = (rule: string, { identity, site }: Fingerprints): string =>
  `${rule} ${identity ?? site}`
