import type { FindingRow } from '@/lib/findings/types'
import { excerptRows } from '@/lib/format/excerpt'
import { visible } from '@/lib/format/visible'
import { Place } from '../findings/place'

/** The few lines that decide, as they were scanned, the region marked. */
export function DecisionCode({ finding }: { finding: FindingRow }) {
  const rows = excerptRows({ ...finding, life: [] })
  return (
    <figure className="panel">
      <figcaption className="code-head">
        <Place path={finding.path} line={finding.line} symbol={finding.symbol} />
      </figcaption>
      {rows.length === 0 ? (
        <p className="code-head muted">The scan stored no code for this decision.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must take focus
        <pre className="code" tabIndex={0}>
          <code>
            {rows.map(({ number, text, marked }) => (
              <span key={number} className={marked ? 'row marked' : 'row'}>
                <span className="no">{number}</span>
                <span className="isolate">{visible(text)}</span>
                {'\n'}
              </span>
            ))}
          </code>
        </pre>
      )}
    </figure>
  )
}
