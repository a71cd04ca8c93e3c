'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef } from 'react'

interface Props {
  name: string
  label: string
  value: string
  placeholder?: string
}

const PAUSE_MS = 180

/** A text filter that applies while one types and stands in the URL; without JavaScript on Enter. */
export function TypeFilter({ name, label, value, placeholder }: Props) {
  const router = useRouter()
  const path = usePathname()
  const params = useSearchParams()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => () => clearTimeout(timer.current), [])
  useEffect(() => {
    // Back and forward change the URL without typing.
    if (input.current && document.activeElement !== input.current) input.current.value = value
  }, [value])
  const apply = (text: string) => {
    const next = new URLSearchParams(params)
    for (const reset of ['cursor', 'from']) next.delete(reset)
    if (text === '') next.delete(name)
    else next.set(name, text)
    const query = next.toString()
    router.replace(query === '' ? path : `${path}?${query}`, { scroll: false })
  }
  return (
    <form action={path} className="type-filter">
      {[...params].map(([key, kept]) =>
        key === name || key === 'cursor' || key === 'from' ? null : (
          <input key={`${key} ${kept}`} type="hidden" name={key} value={kept} />
        ),
      )}
      <label>
        <span className="hidden-visually">{label}</span>
        <input
          ref={input}
          type="search"
          name={name}
          className="field"
          defaultValue={value}
          placeholder={placeholder ?? label}
          onChange={({ currentTarget }) => {
            clearTimeout(timer.current)
            timer.current = setTimeout(() => apply(currentTarget.value), PAUSE_MS)
          }}
        />
      </label>
    </form>
  )
}
