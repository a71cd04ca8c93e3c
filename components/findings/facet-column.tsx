import { useState } from 'react'
import { findingsHref } from '@/lib/client/urls'
import { type Facet, type FindingQuery, TRACED_AT_MOST } from '@/lib/findings/types'
import { facetTitles, facetWords } from '@/lib/format/facets'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import { PageLink } from '../ui/text-link'

/** What the list can be narrowed to, with counts; a second click takes the choice back. */
export function FacetColumn({ facets, query }: { facets: Facet[]; query: FindingQuery }) {
  const [open, setOpen] = useState(false)
  return (
    <nav aria-label="Narrow the list" className={open ? 'narrow open' : 'narrow'}>
      <button
        type="button"
        className="button fold"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        Narrow the list
      </button>
      {facets.map((facet) => (
        <FacetList key={facet.name} facet={facet} query={query} />
      ))}
      <Uncounted facets={facets.filter(({ uncounted }) => uncounted)} query={query} />
    </nav>
  )
}

function FacetList({ facet, query }: { facet: Facet; query: FindingQuery }) {
  const { name, values, total } = facet
  const chosen = query[name]
  if (values.length === 0 || (values.length === 1 && chosen === undefined)) return null
  const base = { ...query, limit: undefined, cursor: undefined }
  return (
    <section className="facet" aria-labelledby={`facet-${name}`}>
      <h2 id={`facet-${name}`}>
        {facetTitles[name]}
        {values.length < total && `, ${values.length} of ${count(total)}`}
      </h2>
      <ul>
        {values.map(({ key, label, count: number }) => (
          <li key={key}>
            <PageLink
              href={findingsHref({ ...base, [name]: key === chosen ? undefined : key })}
              className="quiet"
              scroll={false}
              title={visible(label)}
              aria-current={key === chosen ? 'true' : undefined}
            >
              <span className="isolate">{facetWords(name, key, label)}</span>
              <b>{count(number)}</b>
            </PageLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Facets that a list this long is not split by, with the way back from a choice made in one. */
function Uncounted({ facets, query }: { facets: Facet[]; query: FindingQuery }) {
  if (facets.length === 0) return null
  const base = { ...query, limit: undefined, cursor: undefined }
  return (
    <section className="facet" aria-labelledby="facets-uncounted">
      <h2 id="facets-uncounted">{facets.map(({ name }) => facetTitles[name]).join(' · ')}</h2>
      <p className="muted">
        Counted in lists of up to {count(TRACED_AT_MOST)} findings. Narrow this one to see them.
      </p>
      {facets
        .filter(({ name }) => query[name] !== undefined)
        .map(({ name, chosen }) => (
          <PageLink
            key={name}
            href={findingsHref({ ...base, [name]: undefined })}
            className="quiet"
            scroll={false}
            aria-current="true"
          >
            <span className="isolate">
              {facetWords(name, query[name] ?? '', chosen ?? query[name] ?? '')}
            </span>
            <b>×</b>
          </PageLink>
        ))}
    </section>
  )
}
