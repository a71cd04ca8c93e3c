import { useEffect } from 'react'
import { readEntry, writeEntry } from '@/lib/client/entry-state'

const KEPT = 'folds'

/** What was unfolded or folded on the page at `place` stays so with its entry of the browser's history. */
export function useFolds(place: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has folds of its own
  useEffect(() => {
    const kept = readEntry(KEPT)
    const open = new Map<string, boolean>(
      Object.entries(typeof kept === 'object' && kept !== null ? kept : {}),
    )
    for (const [name, details] of folds()) details.open = open.get(name) ?? details.open
    const onToggle = ({ target }: Event) => {
      const found = folds().find(([, details]) => details === target)
      if (!found) return
      open.set(found[0], found[1].open)
      writeEntry(KEPT, Object.fromEntries(open))
    }
    // It does not bubble.
    document.addEventListener('toggle', onToggle, true)
    return () => document.removeEventListener('toggle', onToggle, true)
  }, [place])
}

/** By the words of their summary, and which of those with the same words. */
function folds(): [string, HTMLDetailsElement][] {
  const seen = new Map<string, number>()
  return [...document.querySelectorAll<HTMLDetailsElement>('main details')].map((details) => {
    const words = details.querySelector('summary')?.textContent?.slice(0, 200) ?? ''
    const nth = seen.get(words) ?? 0
    seen.set(words, nth + 1)
    return [`${words} ${nth}`, details]
  })
}
