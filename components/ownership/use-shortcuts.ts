import { useEffect, useRef } from 'react'

/** What a key does; false leaves it to the browser. */
export type Shortcuts = Partial<Record<string, () => unknown>>

/**
 * Single keys for the page. Off while typing, while a dialog is open, with a modifier held, and
 * where the key means something to the element that has focus.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const current = useRef(shortcuts)
  useEffect(() => {
    current.current = shortcuts
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target instanceof Element ? event.target : null
      if (document.querySelector('dialog[open]') || target?.closest(TYPING)) return
      if (event.key === 'Enter' && target?.closest('a, button, summary, input')) return
      const act = current.current[event.key]
      if (act && act() !== false) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

const TYPING =
  'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable="true"]'
