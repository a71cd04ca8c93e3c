'use client'

import { useQuery } from '@tanstack/react-query'
import { reviewQuery } from '@/lib/client/queries'
import type { ReviewView } from '@/lib/client/urls'
import { FirstScan } from '../ui/first-scan'
import { ViewBody } from './view-body'
import { WeekHeader } from './week-header'

/** The weekly review: what changed, where, why, and the list behind. */
export function ReviewPage({ view }: { view: ReviewView }) {
  const { data: review } = useQuery(reviewQuery(view.week, view.filter))
  if (!review) return null
  if (review.empty) return <FirstScan />
  return (
    <>
      <WeekHeader view={view} review={review} />
      <ViewBody view={view} review={review} />
    </>
  )
}
