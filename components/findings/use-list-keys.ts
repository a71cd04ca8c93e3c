'use client'

import { useEffect } from 'react'

/** j and k go down and up the links of a list, Enter opens the one looked at; not while typing. */
export function useListKeys(selector: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const step = { j: 1, k: -1 }[event.key]
      if (step === undefined) return
      const links = [...document.querySelectorAll<HTMLAnchorElement>(selector)]
      const at = links.indexOf(document.activeElement as HTMLAnchorElement)
      const next =
        at < 0 ? inWindow(links) : links[Math.min(links.length - 1, Math.max(0, at + step))]
      if (!next) return
      event.preventDefault()
      next.focus({ preventScroll: true })
      next.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [selector])
}

/** Where one looks, when no link has the focus. */
const inWindow = (links: readonly HTMLAnchorElement[]) =>
  links.find((link) => link.getBoundingClientRect().top >= 0) ?? links[0]

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  )
}
