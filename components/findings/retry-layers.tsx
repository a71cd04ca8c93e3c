import type { RetryLayerRow } from '@/lib/findings/types'
import { attemptsWords } from '@/lib/format/attempts'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { Place } from './place'

interface Props {
  layers: RetryLayerRow[]
  arithmetic: string | undefined
}

/** The layers that multiply, from entry to outbound call. */
export function RetryLayers({ layers, arithmetic }: Props) {
  return (
    <section aria-labelledby="layers">
      <h2 id="layers">{plural(layers.length, 'retry layer')} on one path</h2>
      {arithmetic && <p className="arithmetic muted">{visible(arithmetic)}</p>}
      <ol className="layers">
        {layers.map((layer) => (
          <li key={`${layer.kind} ${layer.mechanism} ${layer.symbol} ${layer.path}:${layer.line}`}>
            <div className="faint">{[layer.kind, layer.source].filter(Boolean).join(' · ')}</div>
            <div className="strong">{attemptsWords(layer.attempts)}</div>
            <div>{visible([layer.mechanism, layer.basis].filter(Boolean).join(', '))}</div>
            {layer.path && (
              <div className="muted">
                <Place path={layer.path} line={layer.line} symbol={layer.symbol} />
              </div>
            )}
            <div className="muted">{visible(limitsOf(layer))}</div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function limitsOf({ condition, delay, deadline }: RetryLayerRow): string {
  return [
    condition && `on ${condition}`,
    delay && `waits ${delay}`,
    deadline && `ends after ${deadline}`,
  ]
    .filter(Boolean)
    .join(' · ')
}
