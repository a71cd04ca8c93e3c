import { type FlowView, flowsHref } from '@/lib/client/flows'
import type { Flow, FlowStarts } from '@/lib/flows/types'
import { count } from '@/lib/format/number'
import { timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { Choice } from '@/lib/review/types'
import { EmptyStateSmall } from '../ui/empty-state-small'
import { FirstScan } from '../ui/first-scan'
import { SelectFilters } from '../ui/select-filters'
import { PageLink } from '../ui/text-link'
import { TypeFilter } from '../ui/type-filter'
import { FlowAnswer } from './flow-answer'

interface Props {
  view: FlowView
  repositories: Choice[]
  starts: FlowStarts | undefined
  flow: Flow | null
}

/** Where could a timeout or a retry happen in this flow? Choose where it begins; read it in order. */
export function FlowsPage({ view, repositories, starts, flow }: Props) {
  if (!starts) return <FirstScan />
  return (
    <>
      <header className="page-head">
        <h1>Where could a timeout or a retry happen?</h1>
        <p className="muted">
          Choose where a flow begins: time limits, pools, retries, circuit breakers and redelivery
          along its calls, in order.
        </p>
      </header>
      <div className="list-tools">
        <TypeFilter name="q" label="Entry point, function or outgoing call" value={view.q ?? ''} />
        <SelectFilters
          action="/flows"
          compact
          keep={{ q: view.q, at: view.at }}
          filters={[
            {
              name: 'repository',
              label: 'Repository',
              all: 'All repositories',
              value: view.repository,
              choices: repositories,
            },
          ]}
        />
      </div>
      <div className="facets flows">
        <Starts view={view} starts={starts} />
        <div>
          {flow && <FlowAnswer flow={flow} view={view} />}
          {!flow && view.start !== undefined && (
            <EmptyStateSmall title="Nothing is known of this start">
              <p>It may have been there at another time, or its repository was removed.</p>
            </EmptyStateSmall>
          )}
          {!flow && view.start === undefined && (
            <p className="muted">
              {starts.total === 0
                ? 'No flow is known here that leads to a call out of its repository.'
                : 'Nothing chosen yet.'}
            </p>
          )}
        </div>
      </div>
    </>
  )
}

function Starts({ view, starts: { starts, total } }: { view: FlowView; starts: FlowStarts }) {
  return (
    <nav className="facet" aria-label="Where flows begin">
      <h2>
        {count(total)} {total === 1 ? 'start' : 'starts'}
        {starts.length < total && `, the first ${count(starts.length)}`}
      </h2>
      <ul>
        {starts.map(({ id, kind, label, repository, attempts }) => (
          <li key={id}>
            <PageLink
              href={flowsHref({ ...view, start: id, whole: false })}
              className="quiet"
              scroll={false}
              title={visible(label)}
              aria-current={id === view.start ? 'true' : undefined}
            >
              <span className="isolate">
                <span className="faint">{kind}</span> {visible(label)}
                {view.repository === undefined && (
                  <span className="faint"> in {visible(repository)}</span>
                )}
              </span>
              <b>{timesShort(attempts)}</b>
            </PageLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
