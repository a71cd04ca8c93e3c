import type { ReactNode } from 'react'

/** Part of a page that is empty: says why, and what to do. */
export function EmptyStateSmall({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="empty panel">
      <h2>{title}</h2>
      {children}
    </div>
  )
}
