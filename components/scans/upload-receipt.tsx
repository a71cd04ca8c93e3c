import { scanHref, scansHref } from '@/lib/client/scans'
import { instant } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { UploadStatus } from '@/lib/scans/types'
import { PageLink } from '../ui/text-link'
import { Notes } from './notes-section'

/** What became of one upload: its scans, or why there are none. */
export function UploadReceiptPage({ upload }: { upload: UploadStatus }) {
  const { receipt, detail, status, receivedAt, finishedAt } = upload
  const pointer = receipt?.error === undefined ? receipt?.refusals[0]?.pointer : undefined
  return (
    <article>
      <nav className="crumbs" aria-label="Belongs to">
        <PageLink href={scansHref({})}>Scans</PageLink>
      </nav>
      <header className="page-head">
        <h1>Upload, {visible(status)}</h1>
        <p className="muted">
          received {instant(receivedAt)}
          {finishedAt && `, finished ${instant(finishedAt)}`}
        </p>
      </header>
      {detail && (
        <p className="note">
          <span className="isolate">{visible(detail)}</span>{' '}
          {pointer && <span className="mono faint isolate">{visible(pointer)}</span>}
        </p>
      )}
      {receipt ? (
        <>
          <p>
            {plural(receipt.accepted, 'result')} accepted: {count(receipt.new)} new,{' '}
            {count(receipt.matched)} matched, {count(receipt.moved)} moved,{' '}
            {count(receipt.reopened)} back, {count(receipt.gone)} gone; {count(receipt.refused)}{' '}
            refused.
          </p>
          {receipt.scans.length > 0 && (
            <section className="section" aria-labelledby="scans">
              <h2 id="scans">{plural(receipt.scans.length, 'scan')}</h2>
              <ul className="panel rows">
                {receipt.scans.map((scan) => (
                  <li key={scan.scanId}>
                    <PageLink href={scanHref(scan.scanId)}>
                      {visible(scan.tool)} over{' '}
                      <span className="mono">{visible(scan.commit.slice(0, 12))}</span>
                    </PageLink>{' '}
                    <span className="muted isolate">{visible(scan.repository)}</span>
                    {scan.note && <div className="muted">{visible(scan.note)}</div>}
                  </li>
                ))}
              </ul>
            </section>
          )}
          <Notes title="Refused" notes={receipt.refusals} />
          <Notes title="Understood, and no findings" notes={receipt.ignoredBy} />
          <Notes title="Warnings of reading it" notes={receipt.warnings} />
        </>
      ) : (
        <p className="muted">There is no receipt yet: it waits to be applied.</p>
      )}
      <a className="button" href={`/api/v1/scans/${upload.id}/upload`} download>
        Download the upload
      </a>
    </article>
  )
}
