'use client'

import { useState } from 'react'
import { THEME_COOKIE, THEME_SECONDS, THEMES, type Theme } from '@/lib/client/theme'

const LABELS: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }

/** A form that the server answers; with JavaScript the colours change on the spot. */
export function ThemeSwitch({ theme }: { theme: Theme }) {
  const [chosen, setChosen] = useState(theme)
  return (
    <form
      action="/theme"
      method="post"
      onSubmit={(event) => {
        const button = (event.nativeEvent as SubmitEvent).submitter
        const next = THEMES.find((t) => t === button?.getAttribute('value'))
        if (!next) return
        event.preventDefault()
        apply(next)
        setChosen(next)
      }}
    >
      <fieldset className="theme">
        <legend className="hidden-visually">Colours</legend>
        {THEMES.map((value) => (
          <button
            key={value}
            type="submit"
            name="theme"
            value={value}
            aria-pressed={chosen === value}
          >
            {LABELS[value]}
          </button>
        ))}
      </fieldset>
    </form>
  )
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser yet
  document.cookie = `${THEME_COOKIE}=${theme}; Path=/; Max-Age=${THEME_SECONDS}; SameSite=Lax`
}
