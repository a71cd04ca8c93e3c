import { findingHref } from '@/lib/client/urls'
import { assistanceWords } from '@/lib/format/assistance'
import { age, day } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { Decision } from '@/lib/ownership/types'
import { CodeExcerpt } from '../findings/code-excerpt'
import { Message } from '../ui/message'
import { PageLink } from '../ui/text-link'

/** What was decided, in the code, and which commit decided it. */
export function DecisionEvidence({ decision }: { decision: Decision }) {
  const { finding } = decision
  const commit = finding.introducedBy
  return (
    <>
      <p className="muted by isolate">
        {beginning(decision)}
        {commit && (
          <>
            {decision.firstSeen ? ' · in this form since ' : ' in '}
            <span className="mono">{commit.sha.slice(0, 7)}</span>
            {commit.author && ` by ${visible(commit.author)}`} ·{' '}
            {assistanceWords(commit.assistance)}
            {commit.assistance.evidence && (
              <span className="faint"> “{visible(commit.assistance.evidence)}”</span>
            )}
          </>
        )}
      </p>
      <h3 className="isolate">
        <PageLink href={findingHref(finding.id)}>
          <Message text={finding.message} />
        </PageLink>
      </h3>
      <CodeExcerpt finding={{ ...finding, life: [] }} />
    </>
  )
}

const FIRST_SEEN: Record<NonNullable<Decision['firstSeen']>, string> = {
  'first-scan': 'there at the first scan',
  'rule-added': 'there when it was first looked for',
}

/** `introduced 3 Mar 2026 (8 months)`, `first seen 3 Mar 2026 (8 months)`, `there at the first scan, 27 Feb 2026; at least 267 days`. */
function beginning({ age: waited, firstSeen, at, finding }: Decision): string {
  const since = day(waited.introduced)
  const how = finding.introducedBy ? 'introduced' : 'first seen'
  if (!firstSeen) return `${how} ${since} (${age(waited.introduced, at)})`
  return `${FIRST_SEEN[firstSeen]}, ${since}; at least ${plural(waited.days, 'day')}`
}
