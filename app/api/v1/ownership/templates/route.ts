import { json, route } from '@/lib/http/route'
import { POLICY } from '@/lib/ownership/policy'
import { TEMPLATE_KINDS, templateOf } from '@/lib/ownership/templates'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** The questions a record asks, by kind of decision, and what policy asks of owners. */
export const GET = route('read', async () => {
  const templates = TEMPLATE_KINDS.map(templateOf)
  const { acceptanceDays, acceptanceDaysAtMost } = POLICY
  return json({ templates, policy: { acceptanceDays, acceptanceDaysAtMost } })
})
