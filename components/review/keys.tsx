'use client'

import { useEffect, useRef } from 'react'

const KEYS = [
  ['j', 'next exception'],
  ['k', 'the one before'],
  ['n', 'note'],
  ['x', 'reviewed'],
  ['a', 'assign'],
  ['e', 'accept until'],
  ['?', 'this help'],
] as const

/** Keys of the meeting; they work on the exception that has the focus. */
export function Keys({ open }: { open: boolean }) {
  const help = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event
      if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return
      if (target.matches('input, textarea, select, [contenteditable]')) return
      if (key === '?') return help.current?.showModal()
      if (help.current?.open) return
      const all = [...document.querySelectorAll<HTMLElement>('[data-exception]')]
      const here = all.findIndex((item) => item.contains(document.activeElement))
      const act = { n: 'note', x: 'review', a: 'assign', e: 'accept' }[key]
      if (key === 'j' || key === 'k') {
        const next = key === 'j' ? Math.min(all.length - 1, here + 1) : Math.max(0, here - 1)
        all[next]?.focus()
        all[next]?.scrollIntoView({ block: 'nearest' })
      } else if (act && here >= 0) {
        all[here]?.querySelector<HTMLElement>(`[data-act="${act}"]`)?.click()
        // The button that was pressed is not where the next key should count from.
        if (act === 'review') all[here]?.focus()
      } else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open])
  if (!open) return null
  return (
    <>
      <button type="button" className="button keys" onClick={() => help.current?.showModal()}>
        Keys <kbd>?</kbd>
      </button>
      <dialog ref={help} className="help" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl>
          {KEYS.map(([key, says]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit" className="button">
            Close
          </button>
        </form>
      </dialog>
    </>
  )
}
