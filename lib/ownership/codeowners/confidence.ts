import type { Glob } from './glob'
import type { Segment } from './segment'
import type { Owner } from './types'

/**
 * How much a rule says about the path it decides:
 * - `sure`: it names a directory or a file in full (`/src/pay/`, `Makefile`, `lib/*.ts`).
 * - `likely`: it knows part of a name only, so it speaks of a sort of file and not of a place
 *   (`*.sql`, `test-*`).
 * - `weak`: no letter of it names anything (`*`, `/*`, `**`): whoever is left over. Also a rule
 *   whose owners are all roles (`@@maintainer`): it says who may, not who does.
 * - `none`: no rule decides.
 */
export type Confidence = 'sure' | 'likely' | 'weak' | 'none'

const ORDER: readonly Confidence[] = ['none', 'weak', 'likely', 'sure']

export function confidenceOf(glob: Glob, owners: readonly Owner[]): Confidence {
  if (owners.length > 0 && owners.every((owner) => owner.kind === 'role')) return 'weak'
  if (glob.segments.some((segment) => segment.kind === 'literal')) return 'sure'
  return glob.segments.some(namesPart) ? 'likely' : 'weak'
}

function namesPart(segment: Segment): boolean {
  return segment.kind === 'glob' && segment.tokens.some((token) => typeof token === 'string')
}

export function surer(a: Confidence, b: Confidence): number {
  return ORDER.indexOf(b) - ORDER.indexOf(a)
}
