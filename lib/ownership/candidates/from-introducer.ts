import type { Candidate, NoCandidate } from '../types'

/** The commit that introduced a decision, or gave it its form of now. */
export interface Introducing {
  sha: string
  author: string | null
  grade: string | null
  committedAt: Date | null
}

/** People move on: whoever wrote a line longer ago than this is asked without much hope. */
const FADES_DAYS = 365
const DAY = 86_400_000

/** An author that is no person; `standing.authorless` says the same (lib/standing/derived). */
const isNobody = (author: string): boolean => author === '' || /\[bot\]/.test(author)

/** Whoever introduced the line, as of an instant: weak where an assistant helped or it is long ago. */
export function fromIntroducer(
  commit: Introducing | null | undefined,
  at: Date,
): Candidate | NoCandidate {
  const source = 'introduced'
  if (!commit?.author) return { source, reason: 'No scan has told who introduced the line.' }
  const { sha, author, grade, committedAt } = commit
  if (grade === 'bot-author' || isNobody(author)) {
    return { source, reason: `${author} wrote it, which is no person.` }
  }
  const assisted = grade === 'trailer' || grade === 'notes'
  const old = committedAt !== null && at.getTime() - committedAt.getTime() > FADES_DAYS * DAY
  const how = assisted ? ' with an assistant' : ''
  const when = old ? `, in ${committedAt.getUTCFullYear()}` : ''
  const where = sha.slice(0, 10)
  return {
    owner: { kind: 'person', name: author },
    ...{ source, where, commit: sha },
    confidence: assisted || old ? 'weak' : 'likely',
    reason: `${author} wrote it in ${where}${how}${when}.`,
  }
}
