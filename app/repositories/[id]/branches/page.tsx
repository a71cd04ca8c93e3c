import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BranchPage } from '@/components/repositories/branch-page'
import type { SearchParams } from '@/lib/client/params'
import { parseBranch } from '@/lib/client/repositories'
import { BRANCH_PAGE } from '@/lib/repositories/list-branch'
import { answer } from '../../../_data/answer'
import { loadBranch } from '../../../_data/repositories'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export const metadata: Metadata = { title: 'Branch' }

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params
  const view = parseBranch(await searchParams)
  return answer(async () => {
    const list = await loadBranch(id, view)
    if (!list) notFound()
    return <BranchPage list={list} size={BRANCH_PAGE} />
  })
}
