import { useCallback, useState } from 'react'

/** Findings that the next act is about; they stay picked from one page of the list to the next. */
export function usePicked() {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
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
