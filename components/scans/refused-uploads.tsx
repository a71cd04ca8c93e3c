import { scanHref } from '@/lib/client/scans'
import { instant } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { RefusedUpload } from '@/lib/scans/types'
import { PageLink } from '../ui/text-link'

/** What was sent and could not be taken, newest first: its sender may have looked at no receipt. */
export function RefusedUploads({ uploads }: { uploads: readonly RefusedUpload[] }) {
  if (uploads.length === 0) return null
  return (
    <section className="section" aria-labelledby="refused">
      <div className="section-head">
        <h2 id="refused">Uploads that were not taken</h2>
        <p>Refused or failed, newest first, at most 50.</p>
      </div>
      <ul className="panel rows">
        {uploads.map(({ id, status, receivedAt, repository, reason, pointer }) => (
          <li key={id}>
            <PageLink href={scanHref(id)}>{instant(receivedAt)}</PageLink>{' '}
            <span className="chip warn">{status}</span>{' '}
            {repository && <span className="muted isolate">{visible(repository)}</span>}
            <div className="isolate">{visible(reason)}</div>
            {pointer && <div className="mono faint isolate">{visible(pointer)}</div>}
          </li>
        ))}
      </ul>
    </section>
  )
}
