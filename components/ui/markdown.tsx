import { Children, type ReactNode } from 'react'
import { type Arranged, forFile } from '@/lib/format/examples'
import { fencedLines } from '@/lib/format/fenced'
import { parseMarkdown } from '@/lib/format/markdown'
import type { Inline } from '@/lib/format/markdown-inline'
import { visible } from '@/lib/format/visible'
import { Tokens } from './tokens'

/**
 * Markdown that somebody else wrote, as elements of ours; nothing in it becomes HTML. Examples in
 * the language of `path` come first.
 */
export function Markdown({ text, path = '' }: { text: string; path?: string }) {
  return (
    <div className="prose">{Children.toArray(forFile(parseMarkdown(text), path).map(blockOf))}</div>
  )
}

const LIST = new Intl.ListFormat('en', { type: 'conjunction' })

function blockOf(block: Arranged): ReactNode {
  if (block.kind === 'elsewhere') {
    return (
      <details>
        <summary>The same in {LIST.format(block.languages.map(visible))}</summary>
        {Children.toArray(block.blocks.map(blockOf))}
      </details>
    )
  }
  if (block.kind === 'code') {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so it must take focus
      <pre tabIndex={0}>{codeOf(block.text, block.language)}</pre>
    )
  }
  if (block.kind === 'list') {
    const items = Children.toArray(block.items.map(itemOf))
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
  }
  const content = inlines(block.content)
  return block.kind === 'heading' ? <h3>{content}</h3> : <p>{content}</p>
}

function codeOf(text: string, language?: string): ReactNode {
  const lines = fencedLines(text, language).map((tokens) => (
    <>
      <Tokens tokens={tokens} />
      {'\n'}
    </>
  ))
  return Children.toArray(lines)
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
