'use client'

import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { readEntry, writeEntry } from '@/lib/client/entry-state'
import { type Leg, type Place, placeOf, withNext } from '@/lib/client/walk'

const KEPT = 'walk'
const QUIET_MS = 150
const INPUTS = ['wheel', 'touchmove', 'pointerdown', 'keydown']

/**
 * The pages of a list that were reached, kept with the entry of the browser's history, so that back
 * and reload lead to the same rows, place and focus.
 */
export function useWalk(cursor: string | undefined, list: RefObject<HTMLElement | null>) {
  const [legs, setLegs] = useState<Leg[]>([{ cursor }])
  const [place, setPlace] = useState<Place>()
  const heights = useRef<(number | undefined)[]>([])
  const kept = useRef<Leg[]>(legs)
  kept.current = legs

  // After the first rendering, which must be the server's.
  useLayoutEffect(() => {
    const found = placeOf(readEntry(KEPT), cursor)
    if (!found) return
    setLegs(found.legs)
    setPlace(found)
    heights.current = found.legs.map(({ height }) => height)
  }, [cursor])

  // Until somebody moves: rows come one page after the other, and the browser scrolls by itself.
  useEffect(() => {
    const inside = list.current
    if (!place || !inside) return
    const again = () => align(inside, place)
    const moved = () => setPlace(undefined)
    const sizes = new ResizeObserver(again)
    sizes.observe(inside)
    window.addEventListener('scroll', again, { passive: true })
    for (const input of INPUTS) window.addEventListener(input, moved, { passive: true })
    return () => {
      sizes.disconnect()
      window.removeEventListener('scroll', again)
      for (const input of INPUTS) window.removeEventListener(input, moved)
    }
  }, [place, list])

  useEffect(() => {
    if (place) return
    const save = () => {
      const found = list.current && placeIn(list.current, kept.current, heights.current)
      if (found) writeEntry(KEPT, found)
    }
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(save, QUIET_MS)
    }
    // A click leads away: the entry must be complete before.
    document.addEventListener('click', save, true)
    window.addEventListener('pagehide', save)
    window.addEventListener('scroll', soon, { passive: true })
    document.addEventListener('focusin', soon)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('click', save, true)
      window.removeEventListener('pagehide', save)
      window.removeEventListener('scroll', soon)
      document.removeEventListener('focusin', soon)
    }
  }, [place, list])

  return {
    legs,
    /** Page to draw although the window is not near it yet: one is on the way there. */
    ahead: place?.leg,
    follow: (at: number, next: string | undefined) => setLegs((now) => withNext(now, at, next)),
    reach: (next: string) =>
      setLegs((now) => (now.at(-1)?.cursor === next ? now : [...now, { cursor: next }])),
    measure: (at: number, height: number) => {
      heights.current[at] = height
    },
  }
}

/** Puts the finding where it was, and the focus; where it is gone, its page. */
function align(list: HTMLElement, place: Place): void {
  const leg = list.querySelector(`[data-leg="${place.leg}"]`)
  if (!leg?.firstElementChild) return
  const row = leg.querySelector(`[data-finding="${CSS.escape(place.finding)}"]`) ?? leg
  const off = row.getBoundingClientRect().top - place.top
  if (Math.abs(off) >= 1) window.scrollBy({ top: off, behavior: 'instant' })
  const focused = place.focus && linkOf(list, place.focus)
  if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true })
}

/** The first row in the window, and which link has the focus. */
function placeIn(
  list: HTMLElement,
  legs: readonly Leg[],
  heights: readonly (number | undefined)[],
): Place | undefined {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-finding]')]
  const row = rows.find((one) => one.getBoundingClientRect().bottom > 0)
  const leg = Number(row?.closest<HTMLElement>('[data-leg]')?.dataset.leg)
  if (!row || Number.isNaN(leg)) return undefined
  const focused = document.activeElement?.closest<HTMLElement>('[data-finding]')
  return {
    legs: legs.map(({ cursor }, i) => ({ cursor, height: heights[i] })),
    leg,
    finding: row.dataset.finding ?? '',
    top: row.getBoundingClientRect().top,
    focus: focused?.dataset.finding,
  }
}

const linkOf = (list: HTMLElement, finding: string) =>
  list.querySelector<HTMLElement>(`[data-finding="${CSS.escape(finding)}"] .message`)
