'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from 'react'
import { searchQuery } from '@/lib/client/search'
import { visible } from '@/lib/format/visible'
import { Message } from '../ui/message'

/** ⌘K or Ctrl-K: whatever has a name, by its name. */
export function SearchPalette() {
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const asked = useDeferredValue(text)
  const { data } = useQuery({ ...searchQuery(asked), enabled: open })
  const hits = data?.hits ?? []

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      show()
    }
    const show = () => {
      if (!dialog.current?.open) dialog.current?.showModal()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  const go = (href: string) => {
    dialog.current?.close()
    router.push(href)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setAt(Math.max(0, Math.min(hits.length - 1, at + step)))
    }
    const hit = hits[at]
    if (event.key === 'Enter' && hit) go(hit.href)
  }
  return (
    <>
      <button
        type="button"
        className="search-button"
        onClick={() => {
          dialog.current?.showModal()
          setOpen(true)
        }}
      >
        Search <kbd>⌘K</kbd>
      </button>
      <dialog
        ref={dialog}
        className="palette"
        aria-label="Search"
        onClose={() => setOpen(false)}
        onKeyDown={onKeyDown}
      >
        <input
          type="search"
          role="combobox"
          aria-label="Search everything"
          aria-expanded={hits.length > 0}
          aria-controls="search-hits"
          aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
          placeholder="Repository, service, team, person, release, commit, rule, path, finding"
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value)
            setAt(0)
          }}
        />
        <div role="listbox" id="search-hits" aria-label="Found">
          {hits.map((hit, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's (combobox)
            // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus (combobox)
            <div
              key={`${hit.kind} ${hit.href} ${hit.title}`}
              id={`hit-${i}`}
              role="option"
              aria-selected={i === at}
              onClick={() => go(hit.href)}
              onPointerMove={() => setAt(i)}
            >
              <span className="isolate">
                {hit.kind === 'finding' ? <Message text={hit.title} /> : visible(hit.title)}
              </span>
              <span className="faint">
                {hit.detail && `${visible(hit.detail)} · `}
                {hit.kind}
              </span>
            </div>
          ))}
          {data && hits.length === 0 && (
            <p className="muted empty">
              Nothing has this name. Of commits and authors, those are known that brought a finding.
            </p>
          )}
        </div>
      </dialog>
    </>
  )
}
