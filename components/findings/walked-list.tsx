import { useCallback, useEffect, useRef, useState } from 'react'
import { findingsHref } from '@/lib/client/urls'
import { type Loaded, reachedOf } from '@/lib/client/walk'
import type { FindingPage, FindingQuery } from '@/lib/findings/types'
import { count } from '@/lib/format/number'
import { PageLink } from '../ui/text-link'
import type { Picking } from './finding-list'
import { PickedBar } from './picked-bar'
import { useWalk } from './use-walk'
import { WalkLeg } from './walk-leg'

const AHEAD = '1200px 0px'

interface Props {
  query: FindingQuery
  page: FindingPage
  picking: Picking
  onClear: () => void
}

const loadedOf = (cursor: string | undefined, { findings, next }: FindingPage): Loaded => ({
  cursor,
  ids: findings.map(({ id }) => id),
  next,
})

/** A list as long as it is: pages are fetched as one comes near them, and drawn only there. */
export function WalkedList({ query, page, picking, onClear }: Props) {
  const list = useRef<HTMLDivElement>(null)
  const { legs, ahead, follow, reach, measure } = useWalk(query.cursor, list)
  const [loaded, setLoaded] = useState<Record<number, Loaded>>({
    0: loadedOf(query.cursor, page),
  })
  const latest = useRef({ follow })
  latest.current = { follow }
  const onLoaded = useCallback((at: number, cursor: string | undefined, found: FindingPage) => {
    setLoaded((before) => ({ ...before, [at]: loadedOf(cursor, found) }))
    latest.current.follow(at, found.next)
  }, [])
  const { ids: shown, next } = reachedOf(legs, loaded)
  return (
    <>
      <PickedBar picked={picking.picked} shown={shown} onPick={picking.pick} onClear={onClear} />
      <div ref={list} className="panel walked">
        {legs.map((leg, at) => (
          <WalkLeg
            // biome-ignore lint/suspicious/noArrayIndexKey: pages keep their place
            key={at}
            held={at === ahead}
            {...{ query, leg, at, picking, onLoaded, onHeight: measure }}
          />
        ))}
      </div>
      <nav className="pages" aria-label="Pages of the list">
        {query.cursor && (
          <PageLink
            className="button"
            href={findingsHref({ ...query, limit: undefined, cursor: undefined })}
          >
            First page
          </PageLink>
        )}
        {next && <Further query={query} next={next} onReach={reach} key={next} />}
        <span>
          {count(Math.max(shown.length, (legs.length - 1) * 50))} of {page.more && 'more than '}
          {count(page.total)} reached
        </span>
      </nav>
    </>
  )
}

interface FurtherProps {
  query: FindingQuery
  next: string
  onReach: (next: string) => void
}

/** Fetches the next page when the end of the list comes near; without JavaScript a link to it. */
function Further({ query, next, onReach }: FurtherProps) {
  const ref = useRef<HTMLSpanElement>(null)
  const reach = useRef(onReach)
  reach.current = onReach
  useEffect(() => {
    if (!ref.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && reach.current(next),
      { rootMargin: AHEAD },
    )
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [next])
  return (
    <span ref={ref}>
      <PageLink
        className="button"
        href={findingsHref({ ...query, limit: undefined, cursor: next })}
        onClick={(event) => {
          event.preventDefault()
          onReach(next)
        }}
      >
        Next {Math.min(50, query.limit ?? 50)} ›
      </PageLink>
    </span>
  )
}
