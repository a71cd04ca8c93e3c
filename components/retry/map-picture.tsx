import { Scrolls } from '@/components/ui/scrolls'
import {
  BOX,
  type DrawnEdge,
  type DrawnNode,
  type MapPicture as Picture,
} from '@/lib/charts/prepare-map'
import { boxHref, type MapView } from '@/lib/client/retry'
import { count, plural } from '@/lib/format/number'
import { timesShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import { PageLink } from '../ui/text-link'

/** The map drawn: every box says its number, and worse ones have another frame as well. */
export function MapPicture({ picture, view }: { picture: Picture; view: MapView }) {
  const { nodes, edges, width, height } = picture
  const path = nodes.some(({ onPath }) => onPath)
  return (
    <Scrolls label="Map of services, also in a table" className="map-scroll">
      <svg className="map-picture" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        <title>Services from caller to callee</title>
        <defs>
          <marker id="calls" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" orient="auto">
            <path d="M0 0.5L8 4L0 7.5Z" fill="context-stroke" />
          </marker>
        </defs>
        {edges.map((edge) => (
          <path
            key={`${edge.from} ${edge.to}`}
            d={edge.d}
            className={lineClass(edge, path)}
            markerEnd="url(#calls)"
          />
        ))}
        {nodes.map((node) => {
          const outside = node.repository === undefined
          return (
            <PageLink key={node.id} href={boxHref(node, view)} scroll={outside}>
              <Box node={node} />
            </PageLink>
          )
        })}
        {edges
          .filter(({ onPath, from, to, attempts }) => from === to || (onPath && attempts !== 1))
          .map((edge) => (
            <Factor key={`${edge.from} ${edge.to}`} edge={edge} />
          ))}
      </svg>
    </Scrolls>
  )
}

function lineClass({ hot, onPath, worst }: DrawnEdge, path: boolean): string {
  const faint = worst === 1 || path
  return `call${hot ? ' hot' : ''}${onPath ? ' on-path' : faint ? ' dim' : ''}`
}

function Box({ node }: { node: DrawnNode }) {
  const { x, y, heat, outside, onPath, short, worst, repeats, named } = node
  const classes = `box heat-${heat}${outside ? ' outside' : ''}${onPath ? ' on-path' : ''}`
  return (
    <g className={classes} transform={`translate(${x} ${y})`}>
      <title>{boxTitle(node)}</title>
      <rect width={BOX.width} height={BOX.height} rx={outside ? 2 : 8} />
      <text className="name" x="10" y="19">
        {visible(short)}
      </text>
      <text className="heat" x="10" y="36">
        {'▲'.repeat(heat)} {timesShort(worst)}
        {worst === 'unbounded' ? '' : ' ×'}
        {repeats > 0 && ` · repeats ${count(repeats)}`}
        {named && ' · name only'}
      </text>
    </g>
  )
}

function boxTitle({ label, worst, repeats }: DrawnNode): string {
  const arrives = `${visible(label)}: arrives ${timesShort(worst)} times in the worst case`
  return repeats === 0 ? arrives : `${arrives}, and repeats ${plural(repeats, 'call')} itself`
}

/** What a call multiplies by: of the highlighted path, and where a service calls itself. */
function Factor({ edge: { from, to, attempts, label } }: { edge: DrawnEdge }) {
  return (
    <text x={label.x} y={label.y} textAnchor={label.anchor} className="factor">
      {from === to && 'itself '}× {timesShort(attempts)}
    </text>
  )
}
