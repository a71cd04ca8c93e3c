'use client'

import { useQuery } from '@tanstack/react-query'
import { newFindingsQuery } from '@/lib/client/new-findings'
import { findingsQuery } from '@/lib/client/queries'
import { findingsHref, type ReviewView } from '@/lib/client/urls'
import { appearedHeading } from '@/lib/format/drift'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import type { Review } from '@/lib/review/types'
import { FindingList } from '../findings/finding-list'
import { TextLink } from '../ui/text-link'

/** The list behind the chart: new ones of this week, else what stands. */
export function NewFindings({ view, review }: { view: ReviewView; review: Review }) {
  const query = newFindingsQuery(view, review)
  const { data } = useQuery(findingsQuery(query))
  const measure = review.measures.find((m) => m.measure === view.measure)
  if (!data || !measure) return null
  const all = findingsHref({ ...query, limit: undefined })
  return (
    <section className="section" aria-labelledby="list">
      <div className="section-head">
        <h2 id="list">{appearedHeading(data.total, measureWords[view.measure], measure.causes)}</h2>
        <span className="right">
          {data.total > data.findings.length && (
            <TextLink href={all}>All {count(data.total)}</TextLink>
          )}
        </span>
      </div>
      <FindingList findings={data.findings} at={query.at} />
    </section>
  )
}
