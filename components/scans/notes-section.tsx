import { Children } from 'react'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { ScanDetail } from '@/lib/scans/types'

interface Note {
  reason: string
  pointer?: string
  count?: number
}

/** What could not be taken, what was doubted, and what the tool said of its run. */
export function NotesSection({ scan }: { scan: ScanDetail }) {
  const { refusals, refused, ignoredBy, warnings, notifications } = scan
  const said = notifications.map(({ level, message, path }) => ({
    reason: `${level}: ${message}`,
    pointer: path,
  }))
  return (
    <>
      <Notes title={`${plural(refused, 'result')} of the upload refused`} notes={refusals} />
      <Notes title="Understood, and no findings" notes={ignoredBy} />
      <Notes title="Warnings of reading it" notes={warnings} />
      <Notes title="What the tool said of its run" notes={said} />
    </>
  )
}

export function Notes({ title, notes }: { title: string; notes: readonly Note[] }) {
  if (notes.length === 0) return null
  return (
    <section className="section" aria-label={title}>
      <div className="section-head">
        <h2>{title}</h2>
      </div>
      <ul className="panel rows dense">{Children.toArray(notes.map(noteItem))}</ul>
    </section>
  )
}

const noteItem = ({ reason, pointer, count: times }: Note) => (
  <li>
    <span className="isolate">{visible(reason)}</span>
    {times !== undefined && times > 1 && ` (${count(times)} times)`}
    {pointer && !reason.includes(pointer) && (
      <div className="mono faint isolate">{visible(pointer)}</div>
    )}
  </li>
)
