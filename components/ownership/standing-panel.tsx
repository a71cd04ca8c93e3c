'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Move, sendRecord } from '@/lib/client/ownership/acts'
import { distinctOwners } from '@/lib/client/ownership/owner-typed'
import { decisionQuery } from '@/lib/client/ownership/queries'
import { ActDialog, type Asking } from './act-dialog'
import { ActToast } from './act-toast'
import { CandidateList } from './candidate-list'
import { completed, type Draft, RecordForm } from './record-form'
import { RecordHistory } from './record-history'
import { StandingActs } from './standing-acts'
import { StandingHistory } from './standing-history'
import { StandingWords } from './standing-words'
import { useActs } from './use-acts'
import { useShortcuts } from './use-shortcuts'

/** Who stands behind a decision, what they state about it, and how that came to be. */
export function StandingPanel({ id, at }: { id: string; at: string | undefined }) {
  const { data: decision, error } = useQuery(decisionQuery(id, at))
  const acts = useActs()
  const [asking, setAsking] = useState<Asking>()
  const [draft, setDraft] = useState<Draft>({})
  useShortcuts({ u: acts.undo })
  if (!decision) return error ? <p className="worse">{error.message}</p> : null
  const { candidates, unknown, record, records, history, standing, template, stamp } = decision
  const batch = { scopes: [{ findings: [id] }], keys: [], findings: [], expected: stamp }
  const move = (what: Move) => void acts.act(what, batch)
  const save = () => {
    const write = () =>
      sendRecord({ findings: [id], record: draft, expected: record?.id ?? 'none' })
    void acts.act(undefined, batch, write).then((done) => done && setDraft({}))
  }
  const owners = distinctOwners([
    ...candidates.flatMap(({ owner, others = [] }) => [owner, ...others]),
    ...history.flatMap(({ owner }) => owner ?? []),
  ])
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">Who stands behind it</h2>
      <div className="panel standing">
        <StandingWords decision={decision} />
        {decision.present && at === undefined && (
          <StandingActs
            standing={standing}
            decayed={decision.decay.length > 0}
            suggested={candidates[0]}
            onMove={move}
            onAsk={setAsking}
          />
        )}
        {standing.status === 'unowned' && (
          <CandidateList candidates={candidates} unknown={unknown} />
        )}
        <StandingHistory history={history} />
      </div>
      <h2 className="section-gap">What its owner states</h2>
      <div className="panel standing">
        <RecordForm
          template={template}
          record={record}
          draft={draft}
          onDraft={(next) => setDraft(completed(next, record))}
          onSave={save}
          busy={acts.leaving.length > 0}
          saveLabel="Save record"
        />
        <RecordHistory records={records} />
      </div>
      <ActToast said={acts.said} onUndo={acts.undo} onDismiss={acts.dismiss} />
      {asking && (
        <ActDialog
          asking={asking}
          what="this decision"
          owners={owners}
          onMove={move}
          onClose={() => setAsking(undefined)}
        />
      )}
    </section>
  )
}
