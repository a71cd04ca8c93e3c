'use client'

import { useQuery } from '@tanstack/react-query'
import { queueQuery } from '@/lib/client/ownership/queries'
import type { QueueView } from '@/lib/client/ownership/view'
import { frameQuery } from '@/lib/client/queries'
import { openQuestionsQuery } from '@/lib/client/retry'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { QuestionList } from '../retry/question-list'
import { EmptyStateSmall } from '../ui/empty-state-small'
import { FirstScan } from '../ui/first-scan'
import { TextLink } from '../ui/text-link'
import { ActToast } from './act-toast'
import { OwnershipTabs } from './ownership-tabs'
import { QueueOwner } from './queue-owner'
import { QueueSection } from './queue-section'
import { useActs } from './use-acts'
import { useShortcuts } from './use-shortcuts'

/** What waits for somebody, for a team or for everybody: to own, to ratify, expiring, decayed, review due. */
export function QueuePage({ view }: { view: QueueView }) {
  const { data: queue, error } = useQuery(queueQuery(view))
  const { data: asked } = useQuery(openQuestionsQuery(view))
  const { data: frame } = useQuery(frameQuery())
  const acts = useActs()
  useShortcuts({ u: acts.undo })
  if (frame?.empty) return <FirstScan />
  const sections = queue?.sections.filter(({ total }) => total > 0) ?? []
  const questions = asked?.questions ?? []
  const total = sections.reduce((sum, section) => sum + section.total, 0)
  const teams = frame?.filters.teams.filter(({ id }) => id !== 'none') ?? []
  const team = teams.find(({ id }) => id === view.team)
  const whose = view.owner
    ? `for ${visible(view.owner)}`
    : team
      ? `team ${team.name}`
      : 'for everybody'
  return (
    <>
      <header className="page-head">
        <h1>
          {queue ? `${plural(total, 'decision')} waiting` : 'Queues'}
          {questions.length > 0 && `, ${plural(questions.length, 'question')} asked`}
        </h1>
        <p className="muted">{whose}</p>
      </header>
      <OwnershipTabs current="queue" />
      <QueueOwner view={view} teams={teams} />
      {error && <p className="worse section-gap">{error.message}</p>}
      {questions.length > 0 && (
        <section className="section" aria-labelledby="questions">
          <div className="section-head">
            <h2 id="questions">
              Asked together <span className="number muted">{questions.length}</span>
            </h2>
            <span className="muted">
              one question to the owners of all layers of a retry path; it closes when one layer
              goes
            </span>
          </div>
          <QuestionList questions={questions} links />
        </section>
      )}
      {sections.map((section) => (
        <QueueSection
          key={section.queue}
          section={section}
          view={view}
          stamp={queue?.stamp}
          act={acts.act}
        />
      ))}
      {queue && sections.length + questions.length === 0 && (
        <div className="section-gap">
          <EmptyStateSmall title="Nothing waits here">
            <p>
              Here comes what is proposed, what is owned but not ratified, acceptances that end
              within 14 days, and decisions that ask to be confirmed: their owner left, their review
              is due, or the code under them changed.
            </p>
            <p>
              What nobody owns yet is in the <TextLink href="/ownership">inbox</TextLink>.
            </p>
          </EmptyStateSmall>
        </div>
      )}
      <ActToast said={acts.said} onUndo={acts.undo} onDismiss={acts.dismiss} />
    </>
  )
}
