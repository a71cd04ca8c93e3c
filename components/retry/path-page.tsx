'use client'

import { useQuery } from '@tanstack/react-query'
import { mapHref, type PathView, pathHref, pathQuery } from '@/lib/client/retry'
import { findingHref } from '@/lib/client/urls'
import { day } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { isEndlessWithout, pathTitle, timesShort, worstCase } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import { Message } from '../ui/message'
import { PageLink, TextLink } from '../ui/text-link'
import { GateTable } from './gate-table'
import { LayerCodes } from './layer-codes'
import { PathChain } from './path-chain'
import { PathHistory } from './path-history'
import { Proposal } from './proposal'
import { QuestionSection } from './question-section'
import { TimeNote } from './time-note'
import { UnboundedNote } from './unbounded-note'

/** One retry path: the answer, its layers in order, what each costs, how it grew. */
export function RetryPathPage({ view }: { view: PathView }) {
  const { data: path } = useQuery(pathQuery(view))
  if (!path) return null
  const { at } = view
  return (
    <article className="retry-path">
      <nav className="crumbs" aria-label="Belongs to">
        <PageLink href={mapHref({ at })}>Retry map</PageLink>
        {' / '}
        <PageLink href={mapHref({ at, service: path.service.id })}>{path.service.name}</PageLink>
        {' / '}
        <span className="mono isolate">{visible(path.entry)}</span>
      </nav>
      <h1 className="isolate">
        <Message text={pathTitle(path)} />
      </h1>
      <p className="muted">
        worst case = <span className="arithmetic">{visible(path.arithmetic)}</span>
        {path.gated !== undefined && path.gates.length > 0 && (
          <> · {timesShort(path.gated)} after what takes factors away</>
        )}
        {path.joined && (
          <> · over {plural(new Set(path.segments.map((s) => s.service)).size, 'service')}</>
        )}
        {' · since '}
        {day(path.since)}
        {!path.present && <b> · not there any more</b>}
        {' · '}
        <TextLink href={findingHref(path.id, at)}>as a finding</TextLink>
      </p>
      <PathChain path={path} view={view} />
      {path.whatIf !== undefined && (
        <p className="note" role="status">
          Without {view.without.length === 1 ? 'this layer' : `${view.without.length} layers`} the
          worst case is <b>{worstCase(path.whatIf, isEndlessWithout(path))}</b> instead of{' '}
          {worstCase(path.attempts, path.unbounded.length > 0)}.{' '}
          <TextLink href={pathHref({ ...view, without: [] })} scroll={false}>
            put back
          </TextLink>
        </p>
      )}
      <UnboundedNote path={path} />
      <Proposal path={path} view={view} />
      <LayerCodes path={path} />
      <QuestionSection path={path} />
      <TimeNote path={path} />
      <PathHistory path={path} />
      <GateTable path={path} />
    </article>
  )
}
