import { EmptyState } from './empty-state'

/** Nothing was ever ingested: the exact command that changes that. */
export function FirstScan() {
  return (
    <EmptyState title="No repository has been scanned yet">
      <p>
        Plumbline reads committed code and its history, so the first scan already shows half a year
        of weeks. Give it the path of a git repository, in another terminal; this server goes on:
      </p>
      <Command>npm start -- /path/to/your/repository</Command>
      <p>
        Several paths may follow one another. Or send what another tool found, as SARIF 2.1.0, while
        this server runs:
      </p>
      <Command>
        {`curl --data-binary @results.sarif \\
  "http://127.0.0.1:3000/api/v1/scans?repository=shop&commit=$(git rev-parse HEAD)"`}
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
