import { Fragment } from 'react'
import { visible } from '@/lib/format/visible'
import type { SentencePart } from '@/lib/review/types'
import { PageLink } from './text-link'

/** A generated sentence; parts that claim something link to what they claim. */
export function Sentence({ parts }: { parts: SentencePart[] }) {
  return parts.map((part, i) => {
    const key = `${i}:${part.text}`
    if (!part.href) return <Fragment key={key}>{visible(part.text)}</Fragment>
    return (
      <PageLink key={key} href={part.href} className="text-link">
        {visible(part.text)}
      </PageLink>
    )
  })
}
