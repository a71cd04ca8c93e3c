import { shortPath } from '@/lib/format/long-text'
import { visible } from '@/lib/format/visible'

interface Props {
  path: string
  line?: number
  symbol?: string
  /** The path however long it is. */
  whole?: boolean
}

/** path:line and the symbol round it. */
export function Place({ path, line, symbol, whole = false }: Props) {
  return (
    <>
      <span className="mono isolate file-path">
        {visible(whole ? path : shortPath(path))}
        {line !== undefined && `:${line}`}
      </span>
      {symbol && (
        <>
          {' in '}
          <span className="mono isolate">{visible(symbol)}</span>
        </>
      )}
    </>
  )
}
