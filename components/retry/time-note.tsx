import { deadlineWords, inversionWords, timeShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RetryPath } from '@/lib/retry-paths/types'

/** How long the path may take, and who on it gives up before what it calls has. */
export function TimeNote({ path }: { path: RetryPath }) {
  return (
    <section className="section" aria-labelledby="time">
      <h2 id="time">How long it may take</h2>
      <p className="muted">
        {path.time === 'unknown' ? (
          'Unknown: on the way out no time limit is known for the call itself, or an attempt count or a pause could not be read.'
        ) : (
          <>
            Worst case <b>{timeShort(path.time)}</b>: attempts × the limit of each + pauses, layer
            by layer from the call outwards.
          </>
        )}
      </p>
      {path.inversions.length === 0 && <p className="muted">{visible(deadlineWords(path))}</p>}
      {path.inversions.map((one) => (
        <p key={`${one.who} ${one.of}`} className="note unbounded">
          <b>Gives up too early:</b> {visible(inversionWords(one))}
        </p>
      ))}
    </section>
  )
}
