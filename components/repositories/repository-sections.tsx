import type { ReviewView } from '@/lib/client/urls'
import type { FindingPage } from '@/lib/findings/types'
import type { RepositoryDetail } from '@/lib/repositories/types'
import { BranchesSection } from './branches-section'
import { FoldersSection } from './folders-section'
import { HealthSection } from './health-section'
import { ServicesSection } from './services-section'
import { SinceSection } from './since-section'

interface Props {
  view: ReviewView
  detail: RepositoryDetail
  asked: string
  at: string
  now: string
  appeared: FindingPage | undefined
  gone: number
}

/** What the page of a repository has beyond its measures. */
export function RepositorySections({ view, detail, asked, at, now, appeared, gone }: Props) {
  const { id, folders, services, branches, health } = detail
  return (
    <>
      <SinceSection
        view={view}
        detail={detail}
        asked={asked}
        at={at}
        appeared={appeared}
        gone={gone}
      />
      <FoldersSection folders={folders} repository={id} at={at} />
      <ServicesSection services={services} repository={id} at={at} />
      <BranchesSection id={id} branches={branches} />
      <HealthSection health={health} now={now} />
    </>
  )
}
