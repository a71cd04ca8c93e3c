import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import type { CallRow } from '@/lib/client/calls-of'
import { groupHref } from '@/lib/client/groups'
import { mapHref, retryPathHref } from '@/lib/client/retry'
import { timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RetryPathList } from '@/lib/retry-paths/types'
import { Message } from '../ui/message'
import { PageLink, TextLink } from '../ui/text-link'

interface Props {
  incoming: CallRow[]
  outgoing: CallRow[]
  paths: RetryPathList
  /** What the retry map is narrowed to. */
  filter: { service?: string; team?: string }
}

/** Calls in and out with what retries make of them, and the retry paths that are counted here. */
export function CallsSection({ incoming, outgoing, paths, filter }: Props) {
  if (incoming.length + outgoing.length + paths.total === 0) return null
  return (
    <section className="section" aria-labelledby="calls">
      <div className="section-head">
        <h2 id="calls">Retry paths in and out</h2>
        <p>
          Worst case: how often one request from outside can lead to this call.{' '}
          <TextLink href={mapHref(filter)}>On the retry map</TextLink>
        </p>
      </div>
      <CallTable title="Calls that come in" rows={incoming} />
      <CallTable title="Calls that go out" rows={outgoing} />
      {paths.paths.length > 0 && (
        <>
          <h3 className="section-head section">
            {paths.total === 1
              ? 'One duplicated retry path is counted here'
              : `${paths.total} duplicated retry paths are counted here`}
          </h3>
          <ul className="panel rows">
            {paths.paths.slice(0, MOST).map(({ id, message, attempts, unbounded }) => (
              <li key={id}>
                <b>{unbounded ? 'without end' : timesShort(attempts)}</b>{' '}
                <PageLink href={retryPathHref(id)} className="isolate">
                  <Message text={message} />
                </PageLink>
              </li>
            ))}
          </ul>
          {paths.total > MOST && <p className="muted more">The worst {MOST} of them.</p>}
        </>
      )}
    </section>
  )
}

const MOST = 12

function CallTable({ title, rows }: { title: string; rows: CallRow[] }) {
  if (rows.length === 0) return <p className="muted">{title}: none that is known.</p>
  return (
    <Scrolls label={title} className="panel section">
      <table className="stacks">
        <caption>{title}</caption>
        <Columns
          of={['From', 'To', { number: 'Caller repeats' }, { number: 'Worst case' }, 'Sure']}
        />
        <tbody>
          {rows.map(({ from, to, fromLabel, toLabel, attempts, worst, confidence }) => (
            <tr key={`${from} ${to}`}>
              <td data-label="From">
                <End id={from} label={fromLabel} />
              </td>
              <td data-label="To">
                <End id={to} label={toLabel} />
              </td>
              <td className="n" data-label="Caller repeats">
                {timesShort(attempts)}
              </td>
              <td className="n strong" data-label="Worst case">
                {timesShort(worst)}
              </td>
              <td className="faint" data-label="Sure">
                {confidence ?? 'out of the house'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  )
}

function End({ id, label }: { id: string; label: string }) {
  if (id.startsWith('out:')) return <span className="isolate">{visible(label)}</span>
  return <PageLink href={groupHref('service', id)}>{visible(label)}</PageLink>
}
