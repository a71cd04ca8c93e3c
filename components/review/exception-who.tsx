'use client'

import { useState } from 'react'
import { groupHref } from '@/lib/client/groups'
import { distinctOwners } from '@/lib/client/ownership/owner-typed'
import { count, plural } from '@/lib/format/number'
import { candidateWhere } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { Exception, WeeklyReview, WhoCandidate } from '@/lib/review/types'
import type { Filter } from '@/lib/trends/types'
import { ActDialog, type Asking } from '../ownership/act-dialog'
import type { Own } from '../ownership/use-acts'
import { PageLink } from '../ui/text-link'

interface Props {
  exception: Exception
  review: WeeklyReview
  filter: Filter
  own: Own
}

/** Who answers for it, whom the sources name for what came, and giving it to them. */
export function Who({ exception, review, filter, own }: Props) {
  const { who, by, key, label } = exception
  const [asking, setAsking] = useState<Asking>()
  const open = !review.closed && who.findings.length > 0
  const batch = (findings: string[]) => ({
    scopes: [{ findings }],
    keys: [key],
    findings,
    expected: undefined,
  })
  const decisions = plural(who.findings.length, 'decision')
  return (
    <div>
      {who.owner ? (
        <PageLink className="chip" href={groupHref('team', who.owner.team)}>
          {visible(who.owner.name)}
        </PageLink>
      ) : (
        <span className="chip dashed">nobody</span>
      )}
      <p className="muted small">{who.because}</p>
      {who.candidates.length > 0 && (
        <ul className="asked small">
          {who.candidates.map((candidate, i) => (
            <li key={`${candidate.source} ${candidate.owner.name}`}>
              <CandidateLine candidate={candidate} />
              {open && (
                <button
                  type="button"
                  className="button"
                  data-act={i === 0 ? 'assign' : undefined}
                  onClick={() =>
                    void own.act({ act: 'own', owner: candidate.owner }, batch(candidate.findings))
                  }
                >
                  Assign {count(candidate.findings.length)}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {open && (
        <div className="acts">
          <button
            type="button"
            className="button"
            data-act={who.candidates.length === 0 ? 'assign' : undefined}
            onClick={() => setAsking('other')}
          >
            Someone else
          </button>
          <button
            type="button"
            className="button"
            data-act="accept"
            onClick={() => setAsking('accept')}
          >
            Accept until
          </button>
          <PageLink className="button" href={inboxHref({ ...filter, [by]: key })}>
            Inbox
          </PageLink>
        </div>
      )}
      {asking && (
        <ActDialog
          asking={asking}
          what={`${decisions} of ${label}`}
          owners={distinctOwners(who.candidates.map(({ owner }) => owner))}
          onMove={(move) => void own.act(move, batch(who.findings))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </div>
  )
}

function CandidateLine({ candidate }: { candidate: WhoCandidate }) {
  const { owner, confidence, findings, reason } = candidate
  return (
    <>
      <span className="chip owner" title={visible(reason)}>
        {visible(owner.name)}
      </span>{' '}
      <span className="muted">
        for {count(findings.length)}: {visible(candidateWhere(candidate))}, {confidence}
      </span>
    </>
  )
}

const inboxHref = (filter: Filter) =>
  `/ownership?${new URLSearchParams(Object.entries(filter).filter(([, v]) => v !== undefined))}`
