import type { ReactNode } from 'react'

/** In place of what is not there: says why, and what to do. */
export function EmptyState({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty panel">
      <h1>{title}</h1>
      {children}
    </div>
  )
}
