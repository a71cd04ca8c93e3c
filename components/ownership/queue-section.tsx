import type { ReactNode } from 'react'
import type { Move } from '@/lib/client/ownership/acts'
import { type QueueView, queueHref } from '@/lib/client/ownership/view'
import { findingHref } from '@/lib/client/urls'
import { day } from '@/lib/format/date'
import { decisionKinds } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { decayWords, queueWords, standingWords } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { Queue, QueueItem, QueueName } from '@/lib/ownership/types'
import { Place } from '../findings/place'
import { Message } from '../ui/message'
import { PageLink } from '../ui/text-link'
import type { useActs } from './use-acts'

interface Props {
  section: Queue['sections'][number]
  view: QueueView
  stamp: number | undefined
  act: ReturnType<typeof useActs>['act']
}

/** What answers each kind of waiting; other answers are on the page of the finding. */
const ANSWERS: Partial<Record<QueueName, { label: string; move: Move }>> = {
  'to-ratify': { label: 'Ratify', move: { act: 'ratify' } },
  decayed: { label: 'Confirm', move: { act: 'confirm' } },
  'review-due': { label: 'Confirm', move: { act: 'confirm' } },
}

/** One queue with its decisions, each and all of them answered by one button. */
export function QueueSection({ section, view, stamp, act }: Props) {
  const { queue, total, items, next } = section
  const { title, means } = queueWords[queue]
  const answer = ANSWERS[queue]
  const send = (ids: string[]) => () => {
    if (!answer) return
    const batch = { scopes: [{ findings: ids }], keys: [], findings: [], expected: stamp }
    void act(answer.move, batch)
  }
  return (
    <section className="section" aria-labelledby={queue}>
      <div className="section-head">
        <h2 id={queue}>
          {title} <span className="number muted">{count(total)}</span>
        </h2>
        <span className="muted">{means}</span>
        {answer && items.length > 1 && (
          <button
            type="button"
            className="button right"
            onClick={send(items.map(({ finding }) => finding.id))}
          >
            {answer.label} these {items.length}
          </button>
        )}
      </div>
      <ul className="panel">
        {items.map((item) => (
          <Row key={item.finding.id} item={item}>
            {answer && (
              <button type="button" className="button" onClick={send([item.finding.id])}>
                {answer.label}
              </button>
            )}
          </Row>
        ))}
      </ul>
      {next && (
        <nav className="pages" aria-label={`Pages of ${title}`}>
          <PageLink className="button" href={queueHref({ ...view, queue, cursor: next })}>
            Next ›
          </PageLink>
        </nav>
      )}
    </section>
  )
}

function Row({ item, children }: { item: QueueItem; children: ReactNode }) {
  const { finding, standing, decay, reviewOn } = item
  const kind = finding.rule.decisionKind ?? ''
  return (
    <li className="finding">
      <div>
        <PageLink href={findingHref(finding.id)} className="message isolate">
          <Message text={finding.message} />
        </PageLink>
        <p className="where">
          <Place path={finding.path} line={finding.line} symbol={finding.symbol} />
        </p>
        {decay.map((one) => (
          <p key={one.kind} className="meta">
            <span className="chip warn">{decayWords[one.kind]}</span> {visible(one.reason)}
          </p>
        ))}
      </div>
      <div className="side-note">
        <div>{decisionKinds[kind] ?? kind}</div>
        <div>{visible(standingWords(standing))}</div>
        {reviewOn && <div className="faint">review on {day(reviewOn)}</div>}
        {children}
      </div>
    </li>
  )
}
