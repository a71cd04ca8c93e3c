import { endlessLeft } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RetryPath } from '@/lib/retry-paths/types'
import { Place } from '../findings/place'
import { SinceNote } from './since-note'

const CUTS: Record<string, string> = {
  cycle: 'The path comes back to a service that it has passed: the circle is counted once.',
  depth: 'The path goes on after six services and is not followed further.',
  many: 'More ways lead on from here than are followed.',
}

/** What repeats without an end stands beside the number, never in it; what was cut is said. */
export function UnboundedNote({ path }: { path: RetryPath }) {
  return (
    <>
      {endlessLeft(path).map((one) => (
        <p key={`${one.reason} ${one.path}:${one.line}`} className="note unbounded">
          <b>Without end:</b> {visible(one.reason)}{' '}
          {one.path && <Place path={one.path} line={one.line} />} <SinceNote since={one.since} />
        </p>
      ))}
      {path.cuts.map((cut) => (
        <p key={cut} className="note">
          {CUTS[cut] ?? cut}
        </p>
      ))}
    </>
  )
}
