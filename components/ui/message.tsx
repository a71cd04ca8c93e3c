import { Fragment } from 'react'
import { visible } from '@/lib/format/visible'

/** A message of a tool; what stands in backticks is code. */
export function Message({ text }: { text: string }) {
  return text.split(/`([^`]+)`/).map((part, i) => {
    const key = `${i} ${part}`
    if (i % 2 === 1) return <code key={key}>{visible(part)}</code>
    return <Fragment key={key}>{visible(part)}</Fragment>
  })
}
