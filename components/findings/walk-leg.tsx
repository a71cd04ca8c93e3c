import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { findingsQuery } from '@/lib/client/queries'
import type { Leg } from '@/lib/client/walk'
import type { FindingPage, FindingQuery } from '@/lib/findings/types'
import { FindingItem } from './finding-item'
import type { Picking } from './finding-list'

/** Rows are drawn this far above and below the window. */
const AROUND = '1200px 0px'
/** Of a page that was never drawn. */
const GUESS = 50 * 88

interface Props {
  query: FindingQuery
  leg: Leg
  at: number
  /** Drawn even where the window is not near. */
  held: boolean
  picking: Picking
  onLoaded: (at: number, cursor: string | undefined, page: FindingPage) => void
  onHeight: (at: number, height: number) => void
}

/** One page of the list: its rows while the window is near, else the room that they take. */
export function WalkLeg({ query, leg, at, held, picking, onLoaded, onHeight }: Props) {
  const ref = useRef<HTMLUListElement>(null)
  // One that was never drawn is new at the end of the list, so the window is near.
  const [near, setNear] = useState(leg.height === undefined)
  const [height, setHeight] = useState(leg.height)
  const drawn = near || held
  const asked = findingsQuery({ ...query, cursor: leg.cursor })
  const { data, isPlaceholderData, error, refetch } = useQuery({ ...asked, enabled: drawn })

  useEffect(() => {
    const list = ref.current
    if (!list) return
    const observer = new IntersectionObserver(
      (entries) => {
        const entry = entries.at(-1)
        if (!entry) return
        if (!entry.isIntersecting) setHeight(entry.boundingClientRect.height)
        setNear(entry.isIntersecting)
      },
      { rootMargin: AROUND },
    )
    observer.observe(list)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (data && !isPlaceholderData) onLoaded(at, leg.cursor, data)
  }, [data, isPlaceholderData, at, leg.cursor, onLoaded])

  const filled = drawn && data !== undefined
  useEffect(() => {
    if (filled && ref.current) onHeight(at, ref.current.offsetHeight)
  })

  return (
    <ul
      ref={ref}
      data-leg={at}
      style={filled ? undefined : { height: height ?? leg.height ?? GUESS }}
    >
      {filled &&
        data.findings.map((finding) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            at={query.at}
            query={query}
            picking={picking}
          />
        ))}
      {drawn && error && (
        <li className="finding" role="alert">
          These findings did not come: {error.message}{' '}
          <button type="button" className="button" onClick={() => void refetch()}>
            Try again
          </button>
        </li>
      )}
    </ul>
  )
}
