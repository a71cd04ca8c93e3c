import { Scrolls } from '@/components/ui/scrolls'
import { type MapView, mapHref } from '@/lib/client/retry'
import { timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RetryMap } from '@/lib/retry-paths/types'
import { TextLink } from '../ui/text-link'

const MOST = 300

/** The same as the picture, in words and numbers; the worst first. */
export function MapTable({ map, view }: { map: RetryMap; view: MapView }) {
  const label = new Map(map.nodes.map(({ id, label: name }) => [id, name]))
  if (map.edges.length === 0) return null
  return (
    <section className="section" aria-labelledby="calls">
      <h2 id="calls">Calls between them</h2>
      <Scrolls label="Table of calls" className="panel">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col" className="number">
                Calls
              </th>
              <th scope="col" className="number">
                Caller repeats
              </th>
              <th scope="col" className="number">
                Worst case
              </th>
              <th scope="col">Sure</th>
            </tr>
          </thead>
          <tbody>
            {map.edges.slice(0, MOST).map((edge) => (
              <tr key={`${edge.from} ${edge.to}`}>
                <td>
                  <TextLink href={mapHref({ ...view, service: edge.from })}>
                    {visible(label.get(edge.from) ?? edge.from)}
                  </TextLink>
                </td>
                <td>{visible(label.get(edge.to) ?? edge.to)}</td>
                <td className="number">{edge.calls}</td>
                <td className="number">{timesShort(edge.attempts)}</td>
                <td className="number strong">{timesShort(edge.worst)}</td>
                <td className="faint">{edge.confidence ?? 'out of the house'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
      {map.edges.length > MOST && (
        <p className="muted">
          The worst {MOST} of {map.edges.length}; the API has all of them.
        </p>
      )}
    </section>
  )
}
