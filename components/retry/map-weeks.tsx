'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type MapView, mapHref } from '@/lib/client/retry'
import { day } from '@/lib/format/date'
import { PageLink } from '../ui/text-link'

/** A slider over the weeks; links do the same without a script. The week stands in the URL. */
export function MapWeeks({ view, weeks }: { view: MapView; weeks: string[] }) {
  const router = useRouter()
  const here =
    view.at === undefined ? weeks.length : weeks.findIndex((week) => week >= (view.at ?? ''))
  const at = here === -1 ? weeks.length : here
  const [drawn, draw] = useState<number>()
  const shown = drawn ?? at
  const hrefOf = (i: number) => mapHref({ ...view, at: weeks[i] })
  const label = (i: number) => {
    const week = weeks[i]
    return week === undefined ? 'now' : day(week)
  }
  return (
    <div className="map-weeks">
      <PageLink className="button" href={hrefOf(Math.max(0, at - 1))} scroll={false}>
        ‹ week before
      </PageLink>
      <input
        type="range"
        min={0}
        max={weeks.length}
        value={shown}
        aria-label="Week that the map shows"
        aria-valuetext={label(shown)}
        onChange={(event) => draw(Number(event.currentTarget.value))}
        onPointerUp={() => router.push(hrefOf(shown), { scroll: false })}
        onKeyUp={() => router.push(hrefOf(shown), { scroll: false })}
      />
      <span>
        as of <b>{label(shown)}</b>
      </span>
      <PageLink className="button" href={hrefOf(Math.min(weeks.length, at + 1))} scroll={false}>
        week after ›
      </PageLink>
    </div>
  )
}
