import { visible } from '@/lib/format/visible'

interface Props {
  path: string
  line?: number
  symbol?: string
}

/** path:line and the symbol round it. */
export function Place({ path, line, symbol }: Props) {
  return (
    <>
      <span className="mono isolate">
        {visible(path)}
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
