import { findingsHref } from '@/lib/client/urls'
import { decisionKinds } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import { timeToOwnershipWords } from '@/lib/format/ownership'
import type { Inbox, InboxQuery, Measures } from '@/lib/ownership/types'
import { PageLink } from '../ui/text-link'

interface Props {
  inbox: Inbox
  query: InboxQuery
  /** `team billing`, `service orders`: what the filters name. */
  within: string[]
}

/** The answer first: how many need an owner. The number is the list behind it. */
export function InboxHeader({ inbox, query, within }: Props) {
  const { repository, service, team, rule, decisionKind, age, candidate, status } = query
  const narrowed = age !== undefined || candidate !== undefined || status !== undefined
  const { decisions, matching, totalGroups, oldest, at } = inbox
  const href = findingsHref({
    measure: 'unowned-decisions',
    at,
    repository,
    service,
    team,
    rule,
    decisionKind,
  })
  const words = [
    ...(narrowed ? [`of ${count(decisions)}`] : []),
    ...within,
    plural(totalGroups, 'group'),
    ...(oldest ? [`oldest ${bound(oldest)}${plural(oldest.days, 'day')}`] : []),
  ]
  const shown = narrowed ? matching : decisions
  return (
    <header className="page-head">
      <h1>
        <PageLink href={href} className="number">
          {count(shown)}
        </PageLink>{' '}
        {shown === 1 ? 'decision needs' : 'decisions need'} an owner
      </h1>
      <p className="muted">{words.join(' · ')}</p>
    </header>
  )
}

const bound = ({ atLeast }: { atLeast: boolean }) => (atLeast ? 'at least ' : '')

/** How long it takes to get an owner, against what was promised. */
export function TargetLine({ measures }: { measures: Measures | undefined }) {
  if (!measures) return null
  const overdue = measures.targets.reduce((sum, target) => sum + target.overdue, 0)
  const soon = measures.targets.reduce((sum, target) => sum + target.soon, 0)
  return (
    <p className="muted target-line">
      {timeToOwnershipWords(measures.timeToOwnership)} {goals(measures.targets)}{' '}
      {overdue > 0 && <span className="worse">{count(overdue)} past it</span>}
      {overdue > 0 && soon > 0 && ', '}
      {soon > 0 && `${count(soon)} within 7 days of it`}
      {overdue + soon > 0 && '.'}
    </p>
  )
}

/** `Goal, …: retry and transaction boundary within 7 days, API contract 30, others 14.` */
function goals(targets: Measures['targets']): string {
  const byDays = new Map<number, string[]>()
  for (const { decisionKind, days } of targets) {
    byDays.set(days, [...(byDays.get(days) ?? []), decisionKinds[decisionKind] ?? decisionKind])
  }
  if (byDays.size === 0) return ''
  const most = Math.max(...[...byDays.values()].map((kinds) => kinds.length))
  const list = new Intl.ListFormat('en', { type: 'conjunction' })
  let others: number | undefined
  const named = [...byDays]
    .sort(([a], [b]) => a - b)
    .flatMap(([days, kinds]) => {
      if (kinds.length === most && byDays.size > 1 && others === undefined) {
        others = days
        return []
      }
      return `${list.format(kinds)} within ${days} days`
    })
  return `Goal, from when it was introduced or first seen here: ${[...named, ...(others === undefined ? [] : [`others ${others}`])].join(', ')}.`
}
