import { EmptyState } from '../ui/empty-state'
import { RetryEvery } from './retry-every'

/** The server runs, its database does not answer. */
export function DatabaseGone() {
  return (
    <EmptyState title="The database does not answer">
      <p>
        Nothing is lost: what was received is in the database, and a scan that cannot send waits on
        its own disk. This page tries again every 5 seconds.
      </p>
      <p>
        With the embedded database, start Plumbline again with <code>npm start</code>. With a
        Postgres of your own, check that <code>DATABASE_URL</code> is right and that it runs.
      </p>
      <noscript>
        <meta httpEquiv="refresh" content="5" />
      </noscript>
      <RetryEvery seconds={5} />
    </EmptyState>
  )
}
