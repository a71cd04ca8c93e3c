'use client'

import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { useSending } from '@/components/ui/use-sending'
import { deleteView, renameView, saveView, undatedView } from '@/lib/client/views'
import { visible } from '@/lib/format/visible'
import { type SavedView, VIEW_NAME_AT_MOST, type ViewPage } from '@/lib/views/types'
import { Dialog } from '../ownership/dialog'

export type ViewTask =
  | { kind: 'save'; page: ViewPage; query: string }
  | { kind: 'rename' | 'delete'; view: SavedView }

const TITLES = { save: 'Save this view', rename: 'Rename this view', delete: 'Delete this view?' }
const VERBS = { save: 'Save', rename: 'Rename', delete: 'Delete it' }

interface Props {
  task: ViewTask
  onClose: () => void
}

/** Asks for what saving, renaming or deleting a view needs. */
export function ViewDialog({ task, onClose }: Props) {
  const router = useRouter()
  const { busy, error, send } = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void send(async () => {
      await perform(task, form)
      router.refresh()
      onClose()
    })
  }
  return (
    <Dialog title={TITLES[task.kind]} onClose={onClose}>
      <form className="asks narrow" onSubmit={submit}>
        {task.kind === 'delete' ? (
          <p>
            “{visible(task.view.name)}” is then listed for nobody, and its address leads nowhere.
          </p>
        ) : (
          <label>
            Name
            <input
              name="name"
              required
              maxLength={VIEW_NAME_AT_MOST}
              autoComplete="off"
              defaultValue={task.kind === 'rename' ? task.view.name : ''}
            />
          </label>
        )}
        {task.kind === 'save' && <ForWhomAndWhen query={task.query} />}
        {error && (
          <p role="alert" className="worse">
            {error}
          </p>
        )}
        <p>
          <button type="submit" className="button primary" disabled={busy}>
            {VERBS[task.kind]}
          </button>{' '}
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
        </p>
      </form>
    </Dialog>
  )
}

function ForWhomAndWhen({ query }: { query: string }) {
  return (
    <>
      <label className="check">
        <input type="checkbox" name="shared" /> List it for everybody, not only for me
      </label>
      {undatedView(query) !== undefined && (
        <label className="check">
          <input type="checkbox" name="dated" /> Keep its day; else it is of whenever it is opened
        </label>
      )}
    </>
  )
}

async function perform(task: ViewTask, form: FormData): Promise<unknown> {
  const name = String(form.get('name') ?? '').trim()
  if (task.kind !== 'save') {
    return task.kind === 'delete' ? deleteView(task.view.id) : renameView(task.view.id, name)
  }
  const { page, query } = task
  const undated = form.has('dated') ? undefined : undatedView(query)
  return saveView({ page, name, query: undated ?? query, shared: form.has('shared') })
}
