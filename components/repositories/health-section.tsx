import { scanHref } from '@/lib/client/scans'
import { age, day } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { StreamHealth } from '@/lib/repositories/types'
import { TextLink } from '../ui/text-link'

/** How fresh what is known is, and what no tool has looked at. */
export function HealthSection({ health, now }: { health: StreamHealth[]; now: string }) {
  return (
    <section className="section" aria-labelledby="health">
      <div className="section-head">
        <h2 id="health">What was read, and what was not</h2>
        <p>As of the newest scan of each tool. What nobody read is unknown, not clean.</p>
      </div>
      <ul className="panel rows">
        {health.map((stream) => (
          <Stream key={stream.scan} stream={stream} now={now} />
        ))}
      </ul>
    </section>
  )
}

function Stream({ stream, now }: { stream: StreamHealth; now: string }) {
  const { tool, version, committedAt, holdsThrough, succeeded, read, skipped, notifications } =
    stream
  const known = holdsThrough && holdsThrough > committedAt ? holdsThrough : committedAt
  const old = age(known, now)
  return (
    <li>
      <div>
        <TextLink href={scanHref(stream.scan)}>
          {visible(tool)} {version && visible(version)}
        </TextLink>{' '}
        <span className="muted">
          {visible(stream.category)}, commit{' '}
          <span className="mono">{stream.commit.slice(0, 10)}</span> of {day(committedAt)}, known to
          be the newest until {day(known)}
          {old === 'today' ? '' : `, ${old} ago`}
        </span>
        {!succeeded && <span className="chip warn">the run failed</span>}
      </div>
      <p className="muted">
        {read === undefined
          ? 'It does not say which files it read.'
          : `${plural(read, 'file')} read. `}
        {skipped.map(({ reason, count: files }) => (
          <span key={reason} className="skipped">
            {visible(upperFirst(reason))}: {plural(files, 'file')} not read.{' '}
          </span>
        ))}
      </p>
      {notifications.length > 0 && (
        <details>
          <summary>
            {plural(notifications.length, 'message')} of the run, {count(errorsOf(notifications))}{' '}
            of them errors
          </summary>
          <ul className="messages">
            {[...new Set(notifications.map(textOf))].map((text) => (
              <li key={text} className="muted isolate">
                {visible(text)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

type Note = StreamHealth['notifications'][number]

const errorsOf = (notes: Note[]) => notes.filter(({ level }) => level === 'error').length

/** Messages of our own scanner begin with the file themselves. */
const textOf = ({ level, message, path }: Note) =>
  `${level}: ${path && !message.startsWith(path) ? `${path}: ` : ''}${message}`

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
