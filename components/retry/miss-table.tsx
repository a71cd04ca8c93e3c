import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import { missWords } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RetryMap } from '@/lib/retry-paths/types'
import { TieForm } from './tie-form'

const MOST = 100

/** Calls that meet nobody, with the reason: unknown is shown, never taken for one attempt. */
export function MissTable({ misses, services }: Pick<RetryMap, 'misses' | 'services'>) {
  if (misses.length === 0) return null
  return (
    <section className="section" aria-labelledby="misses">
      <h2 id="misses">Calls that do not join</h2>
      <p className="muted">
        Out of the house, or to somebody who could not be told. Where you know who is meant, tie it
        by hand once: all calls with that key go there from then on.
      </p>
      <Scrolls label="Table of calls that do not join" className="panel">
        <table className="stacks">
          <Columns of={['From', 'Call', 'Why not', 'Known to you?']} />
          <tbody>
            {misses.slice(0, MOST).map((miss) => (
              <tr key={`${miss.service} ${miss.key} ${miss.label} ${miss.reason} ${miss.detail}`}>
                <td data-label="From">{visible(miss.service)}</td>
                <td className="mono isolate whole">{visible(miss.label)}</td>
                <td className="whole" data-label="Why not">
                  {missWords(miss.reason)}{' '}
                  <span className="mono faint">{visible(miss.detail)}</span>
                </td>
                <td className="whole">{miss.key && <TieForm miss={miss} services={services} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {misses.length > MOST && <p className="muted">{misses.length - MOST} more are not shown.</p>}
    </section>
  )
}
