import { findingHref } from '@/lib/client/urls'
import { assistanceWords } from '@/lib/format/assistance'
import { age, day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { Decision } from '@/lib/ownership/types'
import { CodeExcerpt } from '../findings/code-excerpt'
import { Message } from '../ui/message'
import { PageLink } from '../ui/text-link'

/** What was decided, in the code, and which commit decided it. */
export function DecisionEvidence({ decision }: { decision: Decision }) {
  const { finding, age: waited, at } = decision
  const commit = finding.introducedBy
  return (
    <>
      <p className="muted by isolate">
        introduced {day(waited.introduced)} ({age(waited.introduced, at)})
        {commit && (
          <>
            {' in '}
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
