import { candidateWhere, sourceWords } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { Candidate, NoCandidate } from '@/lib/ownership/types'

interface Props {
  candidates: Candidate[]
  unknown: NoCandidate[]
  /** Shown at once, as on the page of one path. */
  open?: boolean
}

/** Whom each source names, in the order they are asked; a source that knows nothing says why. */
export function CandidateList({ candidates, unknown, open = false }: Props) {
  const [best] = candidates
  return (
    <details className="candidates" open={open}>
      <summary>
        {best ? (
          <>
            Suggested: <b>{visible(best.owner.name)}</b>, {best.confidence}
          </>
        ) : (
          'No candidate: who was asked, and why not'
        )}
      </summary>
      <ol>
        {candidates.map((candidate) => (
          <li key={`${candidate.source} ${candidate.where} ${candidate.owner.name}`}>
            <span className="chip owner">{visible(candidate.owner.name)}</span>{' '}
            <span className="mono">{visible(candidateWhere(candidate))}</span>,{' '}
            {candidate.confidence}
            {candidate.others && (
              <> · with {candidate.others.map(({ name }) => visible(name)).join(', ')}</>
            )}
            <div className="muted isolate">{visible(candidate.reason)}</div>
          </li>
        ))}
        {unknown.map(({ source, reason }) => (
          <li key={source} className="faint">
            {sourceWords(source)}: {visible(reason)}
          </li>
        ))}
      </ol>
    </details>
  )
}
