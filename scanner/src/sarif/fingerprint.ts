import { createHash } from 'node:crypto'
import type { Finding } from '../model'

const hash = (parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

export interface Fingerprints {
  site: string
  content: string
  /** Rule and the first characters of the content, where it has more. */
  beginning?: string
  identity?: string
  /** Place among equals in the file, from 0. */
  ordinal: number
}

/**
 * The contract's fingerprints of one file's findings, in file order; `ordinal` tells equals apart
 * and counts from 0. Findings of one path must come together, or two equals would share a number.
 */
export function fingerprints(findings: readonly Finding[]): Fingerprints[] {
  const ordinals = ordinalsOf(findings)
  return findings.map((finding, i) => {
    const ordinal = ordinals[i] ?? 0
    return {
      site: siteOf(finding, ordinal),
      content: hash([finding.rule, finding.content]),
      ordinal,
      ...(finding.beginning === undefined
        ? {}
        : { beginning: hash([finding.rule, finding.beginning]) }),
      ...(finding.identity === undefined ? {} : { identity: identityOf(finding) }),
    }
  })
}

function ordinalsOf(findings: readonly Finding[]): number[] {
  const seen = new Map<string, number>()
  return findings.map(({ rule, path, symbol, content }) => {
    const equal = JSON.stringify([rule, path, symbol, content])
    const ordinal = seen.get(equal) ?? 0
    seen.set(equal, ordinal + 1)
    return ordinal
  })
}

const siteOf = ({ rule, path, symbol, content }: Finding, ordinal: number) =>
  hash([rule, path, symbol, content, String(ordinal)])

const identityOf = ({ rule, identity = '' }: Pick<Finding, 'rule' | 'identity'>) =>
  hash([rule, identity])

/** By what an assembled finding is known at two commits. */
export const turnKey = (rule: string, { identity, site }: Fingerprints): string =>
  `${rule} ${identity ?? site}`

/** `turnKey` of a finding that has an identity. */
export const turnKeyOf = (rule: string, identity: string): string =>
  `${rule} ${identityOf({ rule, identity })}`

/** `turnKey` of each of one path's findings, without the fingerprints that it does not need. */
export function turnKeys(findings: readonly Finding[]): string[] {
  const ordinals = ordinalsOf(findings)
  return findings.map((finding, i) => {
    const { rule, identity } = finding
    return identity === undefined
      ? `${rule} ${siteOf(finding, ordinals[i] ?? 0)}`
      : turnKeyOf(rule, identity)
  })
}
