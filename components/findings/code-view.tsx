import { Children } from 'react'
import type { Token } from '@/lib/code/types'
import type { FindingDetail } from '@/lib/findings/types'
import { codeHostUrl } from '@/lib/format/code-host'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { Place } from './place'

/** The code as it was scanned, coloured, the region marked; a link to it on its host. */
export function CodeView({ finding }: { finding: FindingDetail }) {
  const { code, path, line, symbol, source } = finding
  const marked = code.filter((row) => row.marked)
  const endLine = marked.at(-1)?.number
  const href = codeHostUrl({
    ...source,
    url: source.url,
    commit: source.commit,
    path,
    line,
    endLine,
  })
  return (
    <figure className="panel">
      <figcaption className="code-head">
        <Place path={path} line={line} symbol={symbol} />
        {href && (
          <a className="text-link code-host" href={href} rel="noreferrer noopener">
            at {source.commit?.slice(0, 10)} on its host
          </a>
        )}
      </figcaption>
      {code.length === 0 ? (
        <p className="code-head muted">The scan stored no code for this finding.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must take focus
        <pre className="code" tabIndex={0}>
          <code>
            {code.map(({ number, marked, tokens, cut }) => (
              <span key={number} className={marked ? 'row marked' : 'row'}>
                <span className="no">{number}</span>
                <span className="isolate">
                  {Children.toArray(tokens.map(tokenOf))}
                  {cut !== undefined && (
                    <span className="faint"> … {count(cut)} more characters</span>
                  )}
                </span>
                {'\n'}
              </span>
            ))}
          </code>
        </pre>
      )}
    </figure>
  )
}

const tokenOf = ({ text, is }: Token) =>
  is ? <span className={`t-${is}`}>{visible(text)}</span> : visible(text)
