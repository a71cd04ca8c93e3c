import type { Decay } from '../types'

/** What decay is derived from, as of an instant. */
export interface DecayFacts {
  owner: string
  /** When somebody last looked at it and stood by it, and which form they saw; null: declared. */
  confirmed: { at: number; content: string | null } | null
  /** The form that stands, and when its content became that. */
  content: { now: string | null; since: number } | null
  /** End of the day on which it was to be reviewed. */
  reviewBy: { at: number; day: string } | null
  /** A reorganisation that left nobody in the owner's place. */
  ended: { at: number; reason: string } | null
  /** The files that once named the owner no longer do. */
  unnamed: { at: number; where: string } | null
}

/**
 * Why an owned decision asks to be confirmed. It goes on counting as owned: charts change when
 * somebody decides, not when time passes (docs/decisions/0006).
 */
export function decayOf(facts: DecayFacts, at: number): Decay[] {
  const { owner, confirmed, content, reviewBy, ended, unnamed } = facts
  const decays: Decay[] = []
  if (ended && ended.at <= at) {
    const left = ended.reason === 'leave'
    decays.push({
      kind: left ? 'owner-left' : 'team-dissolved',
      since: iso(ended.at),
      reason: `${owner} ${left ? 'has left' : 'was dissolved'} on ${day(ended.at)}, and nobody took over.`,
    })
  }
  if (unnamed && unnamed.at <= at && !ended) {
    decays.push({
      kind: 'owner-left',
      since: iso(unnamed.at),
      reason: `${owner} is no longer named in ${unnamed.where} since ${day(unnamed.at)}.`,
    })
  }
  if (reviewBy && reviewBy.at <= at && (confirmed === null || confirmed.at < reviewBy.at)) {
    decays.push({
      kind: 'review-due',
      since: iso(reviewBy.at),
      reason: `It was to be reviewed by ${reviewBy.day}.`,
    })
  }
  if (confirmed?.content && content?.now && confirmed.content !== content.now) {
    decays.push({
      kind: 'code-changed',
      since: iso(content.since),
      reason: `Its code has changed on ${day(content.since)}; ${owner} has seen an earlier form.`,
    })
  }
  return decays
}

const iso = (ms: number) => new Date(ms).toISOString()
const day = (ms: number) => iso(ms).slice(0, 10)
