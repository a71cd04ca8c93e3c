import type { CodeRow } from '@/lib/code/types'
import { count } from '@/lib/format/number'
import { Tokens } from '../ui/tokens'

/** Numbered lines of code, coloured, what it is about marked. */
export function CodeRows({ rows }: { rows: readonly CodeRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must take focus
    <pre className="code" tabIndex={0}>
      <code>
        {rows.map(({ number, marked, tokens, cut }) => (
          <span key={number} className={marked ? 'row marked' : 'row'}>
            <span className="no">{number}</span>
            <span className="isolate">
              <Tokens tokens={tokens} />
              {cut !== undefined && <span className="faint"> … {count(cut)} more characters</span>}
            </span>
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  )
}
