import { dehydrate, HydrationBoundary } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { FindingDetailPage } from '@/components/findings/finding-detail'
import { parseInstant, parseSteps, type SearchParams } from '@/lib/client/params'
import { findingQuery } from '@/lib/client/queries'
import { newQueryClient } from '@/lib/client/query-client'
import { visible } from '@/lib/format/visible'
import { answer } from '../../_data/answer'
import { loadFinding } from '../../_data/load'
import { putDecision } from '../../_data/ownership'
import { unlisted } from '../../_data/unlisted'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const at = parseInstant(await searchParams, 'at')
  const finding = await loadFinding((await params).id, at, undefined).catch(() => null)
  return { title: finding ? visible(finding.message).slice(0, 120) : 'Finding' }
}

export default async function Page({ params, searchParams }: Props) {
  const { id } = await params
  const query = await searchParams
  const at = parseInstant(query, 'at')
  const steps = parseSteps(query)
  return answer(async () => {
    const finding = await loadFinding(id, at, steps)
    if (!finding) return unlisted(id, at)
    const client = newQueryClient()
    if (finding.rule.kind === 'decision') await putDecision(client, id, at)
    client.setQueryData(findingQuery(id, at, steps).queryKey, finding)
    return (
      <HydrationBoundary state={dehydrate(client)}>
        <FindingDetailPage id={id} at={at} steps={steps} />
      </HydrationBoundary>
    )
  })
}
