import type { Metadata } from 'next'
import type { SearchParams } from '@/lib/client/params'
import { reviewRoute } from './review-route'

export const metadata: Metadata = { title: 'Weekly review' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return reviewRoute(await searchParams)
}
