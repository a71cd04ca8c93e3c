import { Children, Fragment } from 'react'
import { beginning, pieces } from '@/lib/format/long-text'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'

/** A message of a tool, as much as a line or heading holds; what stands in backticks is code. */
export function Message({ text }: { text: string }) {
  const { text: shown, more } = beginning(text)
  return (
    <>
      {shown.split(/`([^`]+)`/).map((part, i) => {
        const key = `${i} ${part}`
        if (i % 2 === 1) return <code key={key}>{visible(part)}</code>
        return <Fragment key={key}>{visible(part)}</Fragment>
      })}
      {more > 0 && <span className="faint"> … {count(more)} more characters</span>}
    </>
  )
}

/** What `Message` left out of a message, on demand. */
export function WholeMessage({ text }: { text: string }) {
  if (beginning(text).more === 0) return null
  return (
    <details className="as-table">
      <summary>The whole message, {count(text.length)} characters</summary>
      <p className="panel whole-text isolate">{Children.toArray(pieces(text).map(visible))}</p>
    </details>
  )
}
