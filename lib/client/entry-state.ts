/** Member of `history.state` under which pages keep what is theirs; Next's router keeps the rest. */
const OURS = 'plumbline'

/** What a page kept with this entry of the browser's history: there again after back and reload. */
export function readEntry(name: string): unknown {
  const kept = (window.history.state as Record<string, unknown> | null)?.[OURS]
  return (kept as Record<string, unknown> | undefined)?.[name]
}

/** Keeps JSON with the present entry. */
export function writeEntry(name: string, value: unknown): void {
  const state = window.history.state as Record<string, unknown> | null
  const kept = (state?.[OURS] ?? {}) as Record<string, unknown>
  window.history.replaceState({ ...state, [OURS]: { ...kept, [name]: value } }, '')
}
