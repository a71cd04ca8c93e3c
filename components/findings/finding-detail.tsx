'use client'

import { useQuery } from '@tanstack/react-query'
import { findingQuery } from '@/lib/client/queries'
import { retryPathHref } from '@/lib/client/retry'
import { decisionKinds } from '@/lib/format/measure'
import { StandingPanel } from '../ownership/standing-panel'
import { Message, WholeMessage } from '../ui/message'
import { TextLink } from '../ui/text-link'
import { AttemptsNote } from './attempts-note'
import { CodeView } from './code-view'
import { Crumbs } from './crumbs'
import { FindingFacts } from './finding-facts'
import { LifeStory } from './life-story'
import { RetryLayers } from './retry-layers'
import { RuleHelp } from './rule-help'
import { Steps } from './steps'

interface Props {
  id: string
  at: string | undefined
  /** Page of its steps and places. */
  steps: number | undefined
}

/** One finding: the code, why it matters, its life. */
export function FindingDetailPage({ id, at, steps }: Props) {
  const { data: finding } = useQuery(findingQuery(id, at, steps))
  if (!finding) return null
  const kind = finding.rule.decisionKind
  return (
    <article>
      <Crumbs finding={finding} />
      <h1 className="isolate">
        <Message text={finding.message} />
      </h1>
      <p className="muted">
        {kind ? `${decisionKinds[kind] ?? kind}, ` : ''}
        {stateWords(finding.state, finding.present)}
        {finding.attempts !== undefined && ', '}
        <AttemptsNote finding={finding} at={at} />
      </p>
      <WholeMessage text={finding.message} />
      <div className="detail">
        <div>
          <CodeView finding={finding} />
          {finding.rule.kind === 'retry-path' && (
            <p>
              <TextLink href={retryPathHref(finding.id, at)}>
                The whole path: what each layer costs, and how it grew
              </TextLink>
            </p>
          )}
          {finding.layers && finding.layers.length > 0 && (
            <RetryLayers layers={finding.layers} arithmetic={finding.arithmetic} />
          )}
          {finding.rule.kind === 'decision' && <StandingPanel id={id} at={at} />}
          <Steps finding={finding} asked={at} page={steps} />
          <RuleHelp finding={finding} />
          <LifeStory life={finding.life} turns={finding.turns} url={finding.source.url} />
        </div>
        <FindingFacts finding={finding} />
      </div>
    </article>
  )
}

const STATES: Record<string, string> = {
  open: 'open',
  owned: 'owned',
  accepted: 'accepted as it is',
  suppressed: 'suppressed in the code',
}

function stateWords(state: string, present: boolean): string {
  return present ? (STATES[state] ?? state) : 'not there any more'
}
