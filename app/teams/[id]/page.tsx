import type { Metadata } from 'next'
import type { SearchParams } from '@/lib/client/params'
import { groupRoute } from '../../_groups/group-route'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export const metadata: Metadata = { title: 'Team' }

export default async function Page({ params, searchParams }: Props) {
  return groupRoute('team', decodeURIComponent((await params).id), await searchParams)
}
