'use client'

import { useQuery } from '@tanstack/react-query'
import { freshnessQuery } from '@/lib/client/queries'
import { instant } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'

/** How fresh the newest numbers are. */
export function ShellStatus() {
  const { data } = useQuery(freshnessQuery())
  if (!data) return <p>Freshness unknown</p>
  if (data.empty) return <p>Nothing scanned yet</p>
  const { repositories, fresh, pending } = data
  return (
    <p>
      as of <time dateTime={data.at}>{instant(data.at)}</time>
      <br />
      {count(fresh)} of {plural(repositories, 'repository', 'repositories')} fresh
      {pending > 0 && (
        <>
          <br />
          {plural(pending, 'upload')} coming in
        </>
      )}
    </p>
  )
}
