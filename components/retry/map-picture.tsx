import { Scrolls } from '@/components/ui/scrolls'
import { BOX, type MapPicture as Picture } from '@/lib/charts/prepare-map'
import { type MapView, mapHref } from '@/lib/client/retry'
import { plural } from '@/lib/format/number'
import { timesShort } from '@/lib/format/retry'
import { PageLink } from '../ui/text-link'

const SHORT = 20

const short = (text: string) => (text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text)

/** The map drawn: every box says its number, and worse ones have another frame as well. */
export function MapPicture({ picture, view }: { picture: Picture; view: MapView }) {
  const { nodes, edges, width, height } = picture
  const path = nodes.some(({ onPath }) => onPath)
  return (
    <Scrolls label="Map of services, also in a table" className="map-scroll">
      <svg className="map-picture" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <title>Services from caller to callee</title>
        {edges.map((edge) => (
          <path
            key={`${edge.from} ${edge.to}`}
            d={edge.d}
            className={[
              'call',
              edge.hot && 'hot',
              edge.onPath && 'on-path',
              path && !edge.onPath && !edge.hot && 'dim',
            ]
              .filter(Boolean)
              .join(' ')}
          />
        ))}
        {nodes.map((node) => {
          const box = (
            <g
              className={`box heat-${node.heat}${node.outside ? ' outside' : ''}${node.onPath ? ' on-path' : ''}`}
              transform={`translate(${node.x} ${node.y})`}
            >
              <title>{`${node.label}: arrives ${timesShort(node.worst)} times in the worst case`}</title>
              <rect width={BOX.width} height={BOX.height} rx={node.outside ? 2 : 8} />
              <text className="name" x="10" y="19">
                {short(node.label)}
              </text>
              <text className="heat" x="10" y="36">
                {'▲'.repeat(node.heat)} {timesShort(node.worst)}
                {node.worst === 'unbounded' ? '' : ' ×'}
                {node.layers > 0 && ` · ${plural(node.layers, 'layer')}`}
              </text>
            </g>
          )
          if (node.repository === undefined || node.id.startsWith('team:')) {
            return <g key={node.id}>{box}</g>
          }
          return (
            <PageLink key={node.id} href={mapHref({ ...view, service: node.id })} scroll={false}>
              {box}
            </PageLink>
          )
        })}
        {edges
          .filter(({ onPath }) => onPath)
          .map((edge) => (
            <Factor key={`${edge.from} ${edge.to}`} edge={edge} nodes={nodes} />
          ))}
      </svg>
    </Scrolls>
  )
}

/** What one call of the highlighted path multiplies by, on its line. */
function Factor({ edge, nodes }: { edge: Picture['edges'][number]; nodes: Picture['nodes'] }) {
  const from = nodes.find(({ id }) => id === edge.from)
  const to = nodes.find(({ id }) => id === edge.to)
  if (!from || !to) return null
  const x = (from.x + BOX.width + to.x) / 2
  const y = (from.y + to.y + BOX.height) / 2 - 6
  return (
    <text x={x} y={y} textAnchor="middle" className="factor">
      × {timesShort(edge.attempts)}
    </text>
  )
}
