'use client'

import { useState } from 'react'
import { undatedView, viewHref } from '@/lib/client/views'
import { visible } from '@/lib/format/visible'
import type { SavedView, ViewPage } from '@/lib/views/types'
import { PageLink } from '../ui/text-link'
import { ViewDialog, type ViewTask } from './view-dialog'

/** Named views of a table, and the filter and order that it shows now. */
export interface Saved {
  page: ViewPage
  present: string
  views: SavedView[]
}

/** Filters and orders that have a name; the present one can be given one. */
export function SavedViews({ saved }: { saved: Saved }) {
  const { page, present, views } = saved
  const [task, setTask] = useState<ViewTask>()
  const now = [present, undatedView(present)]
  const current = views.find(({ query }) => now.includes(query))
  return (
    <nav className="saved-views" aria-label="Saved views">
      {views.map((view) => (
        <PageLink
          key={view.id}
          href={viewHref(view)}
          className="chip isolate"
          aria-current={view === current ? 'true' : undefined}
          title={view.shared ? `For everybody, by ${visible(view.by)}` : 'Yours alone'}
        >
          {visible(view.name)}
        </PageLink>
      ))}
      {current ? (
        <CurrentActions key={current.id} view={current} onTask={setTask} />
      ) : (
        <button
          type="button"
          className="button plain"
          onClick={() => setTask({ kind: 'save', page, query: present })}
        >
          Save this view…
        </button>
      )}
      {task && <ViewDialog task={task} onClose={() => setTask(undefined)} />}
    </nav>
  )
}

interface ActionsProps {
  view: SavedView
  onTask: (task: ViewTask) => void
}

/** What can be done with the view that is open. */
function CurrentActions({ view, onTask }: ActionsProps) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    const address = new URL(viewHref(view), window.location.href).href
    const copied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    )
    // Browsers refuse on addresses that are not secure: then it is there to be copied.
    setSaid(copied ? 'Address copied' : address)
  }
  return (
    <>
      <button type="button" className="button plain" onClick={() => void copy()}>
        Copy address
      </button>
      {view.changeable && (
        <>
          <button
            type="button"
            className="button plain"
            onClick={() => onTask({ kind: 'rename', view })}
          >
            Rename…
          </button>
          <button
            type="button"
            className="button plain"
            onClick={() => onTask({ kind: 'delete', view })}
          >
            Delete…
          </button>
        </>
      )}
      <span role="status" className="muted">
        {said}
      </span>
    </>
  )
}
