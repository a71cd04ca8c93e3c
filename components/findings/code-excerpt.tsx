import type { FindingDetail } from '@/lib/findings/types'
import { excerptRows } from '@/lib/format/excerpt'
import { visible } from '@/lib/format/visible'
import { Place } from './place'

type Source = Pick<
  FindingDetail,
  'path' | 'line' | 'symbol' | 'snippet' | 'context' | 'contextStart' | 'life'
>

/** The code as it was scanned, the region marked. */
export function CodeExcerpt({ finding }: { finding: Source }) {
  const rows = excerptRows(finding)
  return (
    <figure className="panel">
      <figcaption className="code-head">
        <Place path={finding.path} line={finding.line} symbol={finding.symbol} />
      </figcaption>
      {rows.length === 0 ? (
        <p className="code-head muted">The scan stored no code for this finding.</p>
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
