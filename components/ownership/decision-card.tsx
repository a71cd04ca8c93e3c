import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { decisionQuery } from '@/lib/client/ownership/queries'
import { count } from '@/lib/format/number'
import { groupTitle, standingWords } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { InboxGroup } from '@/lib/ownership/types'
import { CandidateList } from './candidate-list'
import { DecisionEvidence } from './decision-evidence'
import { completed, type Draft, RecordForm } from './record-form'

interface Props {
  group: InboxGroup
  finding: string | undefined
  at: number
  only: boolean
  onOnly: (only: boolean) => void
  onStep: (by: number) => void
  draft: Draft
  onDraft: (draft: Draft) => void
  onSave: () => void
  busy: boolean
  children: ReactNode
}

/** The open group: one of its decisions with the code, the record it asks for, what can be done. */
export function DecisionCard(props: Props) {
  const { group, finding, at, only, onOnly, onStep, draft, onDraft, onSave, busy, children } = props
  const { data: decision, error } = useQuery({
    ...decisionQuery(finding ?? ''),
    enabled: finding !== undefined,
  })
  return (
    <section className="panel card" aria-labelledby="card-title" id="card">
      <header>
        <h2 id="card-title" tabIndex={-1}>
          {visible(groupTitle(group))}
        </h2>
        <p className="muted stepper">
          <button
            type="button"
            className="button plain"
            disabled={at === 0}
            onClick={() => onStep(-1)}
            aria-label="Previous decision"
          >
            ‹
          </button>
          <span className="number">
            {count(at + 1)} of {count(group.count)}
          </span>
          <button
            type="button"
            className="button plain"
            disabled={at + 1 >= group.findings.length}
            onClick={() => onStep(1)}
            aria-label="Next decision"
          >
            ›
          </button>
          {group.count > 1 && (
            <label className="only">
              <input
                type="checkbox"
                checked={only}
                onChange={(event) => onOnly(event.currentTarget.checked)}
              />
              only this one
            </label>
          )}
        </p>
      </header>
      <div className="card-acts">{children}</div>
      {error && <p className="worse">{error.message}</p>}
      {!decision && !error && <p className="muted loading">Reading the code…</p>}
      {decision && (
        <>
          <DecisionEvidence decision={decision} />
          {decision.standing.status !== 'unowned' && (
            <p className="muted">
              Now {visible(standingWords(decision.standing))}
              {decision.standing.reason && `: ${visible(decision.standing.reason)}`}
            </p>
          )}
          <CandidateList candidates={decision.candidates} unknown={decision.unknown} />
          <RecordForm
            template={decision.template}
            record={decision.record}
            draft={draft}
            onDraft={(next) => onDraft(completed(next, decision.record))}
            onSave={onSave}
            busy={busy}
            saveLabel={only || group.count === 1 ? 'Save record' : `Save for all ${group.count}`}
          />
        </>
      )}
    </section>
  )
}
