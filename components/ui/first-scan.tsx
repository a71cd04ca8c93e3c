'use client'

import { firstScanTitle } from '@/lib/format/first-scan'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { EmptyState } from './empty-state'
import { useFirstArrival } from './use-first-arrival'
import { useOrigin } from './use-origin'

/** Nothing was ever ingested: what is on its way, else the exact command that changes that. */
export function FirstScan() {
  const freshness = useFirstArrival()
  const origin = useOrigin()
  if (freshness && !freshness.empty) {
    return (
      <EmptyState title="The first scan has arrived">
        <p>This page is being filled.</p>
      </EmptyState>
    )
  }
  const { scans, address } = freshness?.first ?? { scans: [] }
  const pending = freshness?.pending ?? 0
  return (
    <EmptyState title={visible(firstScanTitle(scans))}>
      {pending > 0 && <p>{plural(pending, 'upload')} came in and will be here shortly.</p>}
      {scans.length > 0 ? (
        <p>
          The start that serves this page was told to scan that. Its terminal says how far it is,
          and why where something could not be scanned. The newest weeks are here first, and older
          ones follow. To scan more, in another terminal:
        </p>
      ) : (
        <p>
          Plumbline reads committed code and its history, so the first scan already shows half a
          year of weeks. Give it the path of a git repository, in another terminal; this server goes
          on:
        </p>
      )}
      <Command>npm start -- /path/to/your/repository</Command>
      <p>
        Several paths may follow one another. Or send what another tool found, as SARIF 2.1.0, while
        this server runs:
      </p>
      <Command>
        {`curl --data-binary @results.sarif \\
  "${origin ?? address ?? ''}/api/v1/scans?repository=shop&commit=$(git rev-parse HEAD)"`}
      </Command>
      <p>This page looks again every few seconds and fills as soon as something has arrived.</p>
    </EmptyState>
  )
}

function Command({ children }: { children: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must take focus
    <code className="command" tabIndex={0}>
      {children}
    </code>
  )
}
