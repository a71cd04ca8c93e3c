import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { first, parseReviewView, type SearchParams } from '@/lib/client/params'
import { reviewHref } from '@/lib/client/urls'
import { weekOfDay } from '@/lib/time/week-of-day'
import { reviewRoute } from './review-route'

export const metadata: Metadata = { title: 'Weekly review' }

/** The newest week; a chosen `day` leads to its week. */
export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  const week = weekOfDay(first(params, 'day'), new Date())
  if (week !== undefined) {
    redirect(reviewHref(parseReviewView(params, { path: '/review', byDefault: 'service', week })))
  }
  return reviewRoute(params)
}
