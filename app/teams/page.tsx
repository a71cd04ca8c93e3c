import type { Metadata } from 'next'
import type { SearchParams } from '@/lib/client/params'
import { groupsRoute } from '../_groups/groups-route'

export const metadata: Metadata = { title: 'Teams' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  return groupsRoute('team', await searchParams)
}
