import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import { boxHref, type MapView } from '@/lib/client/retry'
import { timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { MapNode, RetryMap } from '@/lib/retry-paths/types'
import { TextLink } from '../ui/text-link'

const MOST = 300

/** The same as the picture, in words and numbers; the worst first. */
export function MapTable({ map, view }: { map: RetryMap; view: MapView }) {
  const nodes = new Map(map.nodes.map((node) => [node.id, node]))
  if (map.edges.length === 0) return null
  return (
    <section className="section" aria-labelledby="calls">
      <h2 id="calls">Calls between them</h2>
      <Scrolls label="Table of calls" className="panel">
        <table className="stacks">
          <Columns
            of={[
              'From',
              'To',
              { number: 'Calls' },
              { number: 'Caller repeats' },
              { number: 'Worst case' },
              'Sure',
            ]}
          />
          <tbody>
            {map.edges.slice(0, MOST).map((edge) => (
              <tr key={`${edge.from} ${edge.to}`}>
                <td data-label="From">
                  <End node={nodes.get(edge.from)} view={view} />
                </td>
                <td data-label="To">
                  {edge.from === edge.to ? 'itself' : <End node={nodes.get(edge.to)} view={view} />}
                </td>
                <td className="n" data-label="Calls">
                  {edge.calls}
                </td>
                <td className="n" data-label="Caller repeats">
                  {timesShort(edge.attempts)}
                </td>
                <td className="n strong" data-label="Worst case">
                  {timesShort(edge.worst)}
                </td>
                <td className="faint" data-label="Sure">
                  {edge.confidence ?? outsideWords(nodes.get(edge.to))}
                </td>
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

/** A service or team links to what is around it, what is out of the house to the flows that call it. */
function End({ node, view }: { node: MapNode | undefined; view: MapView }) {
  if (!node) return null
  return <TextLink href={boxHref(node, view)}>{visible(node.label)}</TextLink>
}

const outsideWords = (node: MapNode | undefined) =>
  node?.named ? 'no service is known by this name' : 'out of the house'
