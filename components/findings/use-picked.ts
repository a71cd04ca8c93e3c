import { useCallback, useEffect, useRef, useState } from 'react'
import { readEntry, writeEntry } from '@/lib/client/entry-state'

const KEPT = 'picked'

/**
 * Findings that the next act is about. They stay picked from one filter of the list to the next, and
 * are kept with the entry of the browser's history, for back and reload.
 */
export function usePicked(filter: string) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const begun = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each filter is an entry of its own, to which the picked come along
  useEffect(() => {
    if (begun.current) writeEntry(KEPT, [...picked])
    begun.current = true
  }, [picked, filter])
  useEffect(() => {
    const kept = readEntry(KEPT)
    if (Array.isArray(kept) && kept.length > 0) setPicked(new Set(kept.map(String)))
  }, [])
  const pick = useCallback((ids: readonly string[], on: boolean) => {
    setPicked((before) => {
      const next = new Set(before)
      for (const id of ids) on ? next.add(id) : next.delete(id)
      return next
    })
  }, [])
  const clear = useCallback(() => setPicked(new Set()), [])
  return { picked, pick, clear }
}
