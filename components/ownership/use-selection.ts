import { useEffect, useRef, useState } from 'react'
import { type InboxView, inboxHref } from '@/lib/client/ownership/view'
import type { InboxGroup } from '@/lib/ownership/types'

interface Place {
  key: string | undefined
  /** Where it was, so that the next one follows when it leaves the list. */
  index: number
  finding: string | undefined
}

/** The open group and decision; they stand in the URL, and focus goes with them. */
export function useSelection(groups: readonly InboxGroup[], view: InboxView) {
  const [place, setPlace] = useState<Place>({ key: view.group, index: 0, finding: view.finding })
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set())
  const touched = useRef(false)
  const found = groups.findIndex(({ key }) => key === place.key)
  const index = found >= 0 ? found : Math.min(place.index, groups.length - 1)
  const group = groups[index]
  const at = Math.max(0, group?.findings.indexOf(place.finding ?? '') ?? 0)
  const finding = group?.findings[at]
  const key = group?.key

  const select = (next: number, findingId?: string) => {
    const target = groups[next]
    if (!target) return false
    touched.current = true
    setPlace({ key: target.key, index: next, finding: findingId })
    return true
  }

  useEffect(() => {
    if (!touched.current) return
    const href = inboxHref({ query: view.query, group: key, finding: place.finding })
    window.history.replaceState(null, '', href)
    const active = document.activeElement
    if (active === document.body || active?.closest('.inbox')) focusRow(key)
  }, [key, place.finding, view.query])

  return {
    group,
    finding,
    /** Of the decisions of the group, counted from 0. */
    at,
    checked: new Set([...checked].filter((one) => groups.some((g) => g.key === one))),
    select: (wanted: string) => select(groups.findIndex((g) => g.key === wanted)),
    move: (by: number) => select(Math.min(Math.max(index + by, 0), groups.length - 1)),
    step: (by: number) => {
      const next = group?.findings[at + by]
      return next !== undefined && select(index, next)
    },
    check: (wanted: string | undefined) => {
      if (wanted === undefined) return false
      const next = new Set(checked)
      if (!next.delete(wanted)) next.add(wanted)
      setChecked(next)
      return true
    },
    uncheck: () => setChecked(new Set()),
    /** Every group of this page; none where all are. */
    checkAll: () => {
      const all = groups.map((g) => g.key)
      setChecked(new Set(all.every((one) => checked.has(one)) ? [] : all))
      return true
    },
    /** A removal moves on from here. */
    hold: () => {
      touched.current = true
      setPlace({ key, index, finding: undefined })
    },
    back: () => focusRow(key),
  }
}

function focusRow(key: string | undefined): boolean {
  if (key === undefined) return false
  const row = document.querySelector<HTMLElement>(`tr[data-group="${CSS.escape(key)}"] a`)
  row?.focus()
  row?.scrollIntoView({ block: 'nearest' })
  return row !== null
}
