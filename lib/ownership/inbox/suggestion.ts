import { ownerKey } from '../owner'
import type { Candidate, Suggestion } from '../types'

/**
 * The owner that most decisions of a group have as their best candidate; of equally many the
 * surer one. Absent where none has any.
 */
export function suggestionOf(bests: readonly (Candidate | undefined)[]): Suggestion | undefined {
  const tally = new Map<string, { candidate: Candidate; count: number }>()
  for (const candidate of bests) {
    if (!candidate) continue
    const key = `${ownerKey(candidate.owner.name)} ${candidate.source}`
    const known = tally.get(key)
    if (known) known.count++
    else tally.set(key, { candidate, count: 1 })
  }
  const [first] = [...tally.values()].sort(
    (a, b) => b.count - a.count || rank(b.candidate) - rank(a.candidate),
  )
  if (!first) return undefined
  const named = bests.filter((best) => best !== undefined).length
  return {
    ...first.candidate,
    // Of a few it says little about the many.
    confidence: first.count * 2 < bests.length ? 'weak' : first.candidate.confidence,
    agrees: first.count,
    differs: named - first.count,
    without: bests.length - named,
  }
}

const ORDER: readonly Candidate['confidence'][] = ['weak', 'likely', 'sure']
const rank = ({ confidence }: Candidate) => ORDER.indexOf(confidence)
