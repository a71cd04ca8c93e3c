import type { FindingDetail } from '@/lib/findings/types'
import { codeHostUrl } from '@/lib/format/code-host'
import { CodeRows } from './code-rows'
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
        <Place path={path} line={line} symbol={symbol} whole />
        {href && (
          <a className="text-link code-host" href={href} rel="noreferrer noopener">
            at {source.commit?.slice(0, 10)} on its host
          </a>
        )}
      </figcaption>
      {code.length === 0 ? (
        <p className="code-head muted">The scan stored no code for this finding.</p>
      ) : (
        <CodeRows rows={code} />
      )}
    </figure>
  )
}
