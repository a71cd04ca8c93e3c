import { useQuery } from '@tanstack/react-query'
import { Columns } from '@/components/ui/columns'
import { eventsQuery } from '@/lib/client/events'
import { day } from '@/lib/format/date'
import { worstCase } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { PathStep, RetryPath } from '@/lib/retry-paths/types'
import { EventList } from '../charts/event-list'
import { EventMarks } from '../charts/event-marks'
import { StepChart } from './step-chart'

/** Worst-case attempts over time, each step with the commit that made it; and its table. */
export function PathHistory({ path }: { path: RetryPath }) {
  const [first] = path.history
  const axis = { from: first?.from ?? path.at, to: path.history.at(-1)?.to ?? path.at }
  const { data: events = [] } = useQuery({
    ...eventsQuery({ filter: { service: path.service.id }, ...axis }),
    enabled: first !== undefined,
  })
  if (!first) return null
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">How it grew</h2>
      <figure>
        <figcaption className="muted">
          Worst-case attempts on this path. A step begins with the scan that saw it first and names
          the commit that made it, where that was found.
        </figcaption>
        <StepChart steps={path.history} until={path.at} known={path.knownUntil}>
          <EventMarks events={events} axis={axis} />
        </StepChart>
      </figure>
      <EventList events={events} />
      <div className="panel step-table">
        <table className="stacks">
          <Columns of={['From', { number: 'Attempts' }, 'Arithmetic', 'Commit']} />
          <tbody>
            {path.history.map((step, i) => (
              <tr key={step.from}>
                <td className="when" data-label="From">
                  <span className="step-no">{i + 1}</span> {day(step.from)}
                </td>
                <td className="n" data-label="Attempts">
                  {step.attempts === null
                    ? 'not there'
                    : worstCase(step.attempts, step.endless === true)}
                </td>
                <td className="arithmetic" data-label="Arithmetic">
                  {step.arithmetic && visible(step.arithmetic)}
                </td>
                <td className="whole" data-label="Commit">
                  <Commits step={step} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Commits({ step }: { step: PathStep }) {
  if (step.stock)
    return <span className="faint">older: it stood there when it was looked for first</span>
  if (step.commits.length === 0) return <span className="faint">unknown</span>
  return step.commits.map(({ repository, sha, subject, at, scanned }) => (
    <div key={`${repository} ${sha}`}>
      <span className="mono">{sha.slice(0, 10)}</span>{' '}
      {subject && <span className="isolate">“{visible(subject)}” </span>}
      <span className="faint">
        {at && `${day(at)}, `}
        {scanned && 'or one shortly before, '}
        {repository.split('/').at(-1)}
      </span>
    </div>
  ))
}
