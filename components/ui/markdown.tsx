import { Children, type ReactNode } from 'react'
import { type Block, parseMarkdown } from '@/lib/format/markdown'
import type { Inline } from '@/lib/format/markdown-inline'
import { visible } from '@/lib/format/visible'

/** Markdown that somebody else wrote, as elements of ours; nothing in it becomes HTML. */
export function Markdown({ text }: { text: string }) {
  return <div className="prose">{Children.toArray(parseMarkdown(text).map(blockOf))}</div>
}

function blockOf(block: Block): ReactNode {
  if (block.kind === 'code') {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must take focus
      <pre tabIndex={0}>{visible(block.text)}</pre>
    )
  }
  if (block.kind === 'list') {
    const items = Children.toArray(block.items.map(itemOf))
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
  }
  const content = inlines(block.content)
  return block.kind === 'heading' ? <h3>{content}</h3> : <p>{content}</p>
}

const itemOf = (item: Inline[]): ReactNode => <li>{inlines(item)}</li>

const inlines = (content: Inline[]): ReactNode => Children.toArray(content.map(inlineOf))

function inlineOf(part: Inline): ReactNode {
  if (part.kind === 'text') return visible(part.text)
  if (part.kind === 'code') return <code>{visible(part.text)}</code>
  if (part.kind === 'link') {
    return (
      <a href={part.href} className="text-link" rel="noreferrer noopener nofollow">
        {inlines(part.content)}
      </a>
    )
  }
  const content = inlines(part.content)
  return part.kind === 'bold' ? <strong>{content}</strong> : <em>{content}</em>
}
