import type { Metadata } from 'next'
import { AuditPage } from '@/components/people/audit-page'
import { auditPage } from '@/lib/audit/page'
import { first, type SearchParams } from '@/lib/client/params'
import { answer } from '../_data/answer'
import { reading } from '../_data/reader'

export const metadata: Metadata = { title: 'Audit' }

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await searchParams
  return answer(async () => {
    const given = (name: string) => first(params, name)?.replaceAll('\0', '')
    const view = { subject: given('subject'), action: given('action') }
    const cursor = given('cursor')
    const before = /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : undefined
    const page = await auditPage((await reading()).pool, { ...view, before, limit: 100 })
    return <AuditPage page={page} view={view} />
  })
}
