import { narrowedBy } from '@/lib/client/narrowed'
import { findingsHref } from '@/lib/client/urls'
import type { Facet, FindingQuery } from '@/lib/findings/types'
import { PageLink } from '../ui/text-link'

/** What the list is narrowed to; a click takes one choice back. */
export function NarrowedLine({ query, facets }: { query: FindingQuery; facets: Facet[] }) {
  const narrowed = narrowedBy(query, facets)
  if (narrowed.length === 0) return null
  const base = { ...query, limit: undefined, cursor: undefined }
  return (
    <ul className="narrowed" aria-label="Narrowed to">
      {narrowed.map(({ name, title, words }) => (
        <li key={name}>
          <PageLink
            href={findingsHref({ ...base, [name]: undefined })}
            className="chip"
            scroll={false}
            title="Take this back"
          >
            {title} <b className="isolate">{words}</b> ×
          </PageLink>
        </li>
      ))}
    </ul>
  )
}
