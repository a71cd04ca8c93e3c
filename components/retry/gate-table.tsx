import { visible } from '@/lib/format/visible'
import type { RetryPath } from '@/lib/retry-paths/types'

/** What takes factors away; where nothing is known that is said, not left out. */
export function GateTable({ path }: { path: RetryPath }) {
  return (
    <section className="section" aria-labelledby="gates">
      <h2 id="gates">What takes factors away</h2>
      {path.gates.length === 0 ? (
        <p className="muted">
          Nothing that is known: no condition, method, deadline or swallowed error on this path
          takes a factor away.
        </p>
      ) : (
        <div className="panel">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Gate</th>
                <th scope="col">Takes away</th>
                {path.joined && <th scope="col">Service</th>}
              </tr>
            </thead>
            <tbody>
              {path.gates.map((gate) => (
                <tr key={`${gate.reason} ${gate.removes} ${gate.service}`}>
                  <td>{visible(gate.reason)}</td>
                  <td>{gate.removes ? visible(gate.removes) : 'unknown'}</td>
                  {path.joined && <td>{gate.service}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
