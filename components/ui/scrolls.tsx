import type { ReactNode } from 'react'

interface Props {
  /** What is in it, for whoever does not see it. */
  label: string
  /** Beside `scroll`. */
  className?: string
  children: ReactNode
}

/** What may be wider than its place, such as a table: it scrolls, so it takes focus and has a name. */
export function Scrolls({ label, className, children }: Props) {
  return (
    <section
      className={className === undefined ? 'scroll' : `${className} scroll`}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus the keyboard cannot scroll it
      tabIndex={0}
    >
      {children}
    </section>
  )
}
