'use client'

import { day, instant } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { useArrivals } from './use-arrivals'

/** What the newest numbers are as of, and for how many repositories they are known. */
export function ShellStatus() {
  const data = useArrivals()
  if (!data) return <p>Not known yet how new the numbers are</p>
  if (data.empty) return <p>Nothing scanned yet</p>
  const { repositories, known, newestCommit, pending } = data
  return (
    <p>
      as of <time dateTime={data.at}>{instant(data.at)}</time>
      <br />
      {count(known)} of {plural(repositories, 'repository', 'repositories')} known this week
      {newestCommit && (
        <>
          <br />
          newest commit {day(newestCommit)}
        </>
      )}
      {pending > 0 && (
        <>
          <br />
          {plural(pending, 'upload')} coming in
        </>
      )}
    </p>
  )
}
