import { findingHref } from '@/lib/client/urls'
import { layerHead } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { PathLayer, RetryPath } from '@/lib/retry-paths/types'
import { CodeRows } from '../findings/code-rows'
import { Place } from '../findings/place'
import { TextLink } from '../ui/text-link'

/** Where on the page the code of a layer is. */
export const codeAnchor = ({ key }: PathLayer) => `code-${key}`

/** The code of each layer that somebody wrote, in order. */
export function LayerCodes({ path }: { path: RetryPath }) {
  const written = path.layers.filter(({ code }) => code)
  if (written.length === 0) return null
  return (
    <section className="section" aria-labelledby="layer-code">
      <h2 id="layer-code">Where it is written</h2>
      {written.length < path.layers.length && (
        <p className="muted">
          The code as it was scanned. What a library does by default, or a configuration says that
          holds no decision, has none.
        </p>
      )}
      <div className="layer-codes">
        {written.map((layer) => (
          <LayerFigure key={layer.key} layer={layer} at={path.at} />
        ))}
      </div>
    </section>
  )
}

function LayerFigure({ layer, at }: { layer: PathLayer; at: string }) {
  const { code, href, path = '', line, symbol } = layer
  if (!code) return null
  return (
    <figure className="panel" id={codeAnchor(layer)}>
      <figcaption className="code-head">
        <b>{layerHead(layer)}</b>{' '}
        <span className="muted">{layer.mechanism && visible(layer.mechanism)}</span>
        {href && (
          <a className="text-link code-host" href={href} rel="noreferrer noopener">
            on its host
          </a>
        )}
        <div>
          <Place path={path} line={line} symbol={symbol} />
          {' · '}
          <TextLink href={findingHref(code.finding, at)}>the decision and its life</TextLink>
        </div>
      </figcaption>
      <CodeRows rows={code.rows} />
    </figure>
  )
}
