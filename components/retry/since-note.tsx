import { day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { Since } from '@/lib/retry-paths/types'

/** Since when, and with which commit; what nobody saw begin is at least so old. */
export function SinceNote({ since }: { since: Since }) {
  const { at, atLeast, commit } = since
  return (
    <span className="faint">
      {atLeast ? 'at least since' : 'since'} {day(at)}
      {commit && (
        <>
          {' with '}
          <span
            className="mono"
            title={commit.subject === undefined ? undefined : visible(commit.subject)}
          >
            {commit.sha.slice(0, 10)}
          </span>
        </>
      )}
    </span>
  )
}
