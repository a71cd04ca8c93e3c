import { type PathView, withoutHref } from '@/lib/client/retry'
import { leftWithout, meetingWords, timeShort, worstCase } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RetryPath } from '@/lib/retry-paths/types'
import { PageLink } from '../ui/text-link'
import { FanOutBox } from './fan-out-box'
import { LayerBox } from './layer-box'

/** Entry point, layers and outgoing call in order, with the product so far under each layer. */
export function PathChain({ path, view }: { path: RetryPath; view: PathView }) {
  const [first, last] = [path.segments[0], path.segments.at(-1)]
  return (
    <ol className="chain" aria-label="From entry point to outgoing call">
      <li className="end">
        <div className="faint">entry point</div>
        <div className="mono strong isolate">{visible(path.entry)}</div>
        <div className="muted">{first?.service ?? path.service.name}</div>
      </li>
      {path.layers.map((layer, i) => {
        const fanOuts = path.fanOuts.filter(({ outer }) => outer === i)
        const before = path.layers[i - 1]
        const crosses = path.joined && before !== undefined && before.service !== layer.service
        const endless = path.layers
          .slice(0, i + 1)
          .some((one) => one.attempts === 'unbounded' && !one.leftOut)
        const meets = path.segments.find(({ service }) => service === before?.service)?.meets
        const left = leftWithout(path, layer)
        return [
          ...fanOuts.map((one) => <FanOutBox key={one.symbol} fanOut={one} />),
          <li key={layer.key} className={layer.leftOut ? 'left-out' : undefined}>
            {path.joined && (
              <div className="chain-service">
                {crosses && <span aria-hidden="true">→ </span>}
                <b>{visible(layer.service)}</b>
                {crosses && meets && <span className="faint"> met {meetingWords(meets)}</span>}
              </div>
            )}
            <LayerBox layer={layer} />
            <div className="chain-foot">
              <span className="muted">
                up to here <b>{worstCase(layer.running, endless)}</b>
                {layer.takes === 'unbounded' && ' · may never end'}
                {typeof layer.takes === 'number' && <> · takes up to {timeShort(layer.takes)}</>}
              </span>
              {layer.leftOut ? (
                <PageLink className="button" href={withoutHref(view, layer.key)} scroll={false}>
                  put back
                </PageLink>
              ) : left === undefined ? null : (
                <span>
                  if left out: <b>{left}</b>{' '}
                  <PageLink
                    className="button"
                    href={withoutHref(view, layer.key)}
                    scroll={false}
                    aria-label={`try without ${layer.mechanism ?? layer.kind}`}
                  >
                    try it
                  </PageLink>
                </span>
              )}
            </div>
          </li>,
        ]
      })}
      {path.fanOuts
        .filter(({ outer }) => outer >= path.layers.length)
        .map((one) => (
          <FanOutBox key={one.symbol} fanOut={one} />
        ))}
      <li className="end">
        <div className="faint">outgoing call</div>
        <div className="mono strong isolate">{visible(path.outgoing)}</div>
        {last && <div className="muted">from {last.service}</div>}
      </li>
    </ol>
  )
}
