import { decisionKinds, measureWords } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import type { Measure } from '@/lib/trends/types'
import type { CommitFacts } from './queries/commits'

/** What a group of findings of one measure has in common, as it is named in a sentence. */
export interface Sort {
  measure: Measure
  /** Name of the rule, and the decision kind where it has one. */
  ruleName: string
  decisionKind: string | null
}

/** `7 caching decisions`, `1 duplicated retry path`, `3 findings of “swallowed error empty”`. */
export function findingsWords(n: number, { measure, ruleName, decisionKind }: Sort): string {
  if (measure === 'unowned-decisions' && decisionKind) {
    return plural(n, `${decisionKinds[decisionKind] ?? decisionKind} decision`)
  }
  if (measure === 'flagged-patterns') return `${plural(n, 'finding')} of “${readable(ruleName)}”`
  return measureCount(n, measure)
}

/** `214 unowned decisions`. */
export function measureCount(n: number, measure: Measure): string {
  return plural(n, measureWords[measure].one, measureWords[measure].many)
}

/** `SwallowedErrorEmpty` → `swallowed error empty`; names with spaces or dots stay. */
export function readable(name: string): string {
  if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) return shortened(name)
  return name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
}

const SAYS: Record<string, string> = {
  notes: 'its git notes say',
  trailer: 'its trailer says',
  'bot-author': 'its author says',
}

/** `1a60425 “retry stripe in metering logic” (AI-assisted by Claude, its trailer says)`. */
export function commitWords(sha: string, commit: CommitFacts | undefined): string {
  const subject = commit?.subject ? ` “${shortened(commit.subject)}”` : ''
  const says = SAYS[commit?.grade ?? 'unknown']
  const by = commit?.tool ? ` by ${commit.tool}` : ''
  return `${sha.slice(0, 7)}${subject}${says ? ` (AI-assisted${by}, ${says})` : ''}`
}

function shortened(text: string): string {
  const characters = [...text.replaceAll(/\s+/g, ' ').trim()]
  return characters.length <= 72 ? characters.join('') : `${characters.slice(0, 71).join('')}…`
}

/** `up to 45 attempts`, `without bound`; nothing where it is not known. */
export function worstWords(worst: number | null): string {
  if (worst === null) return ''
  return Number.isFinite(worst) ? `up to ${count(worst)} attempts` : 'without bound'
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
