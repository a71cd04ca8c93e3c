import { EmptyState } from './empty-state'

/** Nothing was ever ingested: the exact command that changes that. */
export function FirstScan() {
  return (
    <EmptyState title="No repository has been scanned yet">
      <p>
        Plumbline reads committed code and its history, so the first scan already shows half a year
        of weeks. Stop the server, then start it with the path of a git repository:
      </p>
      <code className="command">npm start -- /path/to/your/repository</code>
      <p>
        Several paths may follow one another. Or send what another tool found, as SARIF 2.1.0, while
        this server runs:
      </p>
      <code className="command">
        {`curl --data-binary @results.sarif \\
  "http://127.0.0.1:3000/api/v1/scans?repository=shop&commit=$(git rev-parse HEAD)"`}
      </code>
      <p>This page looks again every few seconds and fills as soon as something has arrived.</p>
    </EmptyState>
  )
}
