import type { Metadata } from 'next'
import type { SearchParams } from '@/lib/client/params'
import { reviewRoute } from '../review-route'

interface Props {
  params: Promise<{ week: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Review of ${(await params).week}` }
}

export default async function Page({ params, searchParams }: Props) {
  return reviewRoute(await searchParams, (await params).week)
}
