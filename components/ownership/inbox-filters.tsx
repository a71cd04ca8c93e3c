import { inboxHref } from '@/lib/client/ownership/view'
import { decisionKinds } from '@/lib/format/measure'
import { AGE_BANDS, type Inbox, type InboxQuery } from '@/lib/ownership/types'
import type { Review } from '@/lib/review/types'
import { SelectFilters } from '../ui/select-filters'

interface Props {
  query: InboxQuery
  choices: Review['filters']
  inbox: Inbox
}

/** Narrows the inbox; all of it stands in the URL. */
export function InboxFilters({ query, choices, inbox }: Props) {
  const { decisionKind, service, team, repository, age, candidate, status } = query
  const suggested = new Set(
    inbox.groups.flatMap(({ suggestion }) => (suggestion ? [suggestion.owner.name] : [])),
  )
  if (candidate !== undefined && candidate !== 'none') suggested.add(candidate)
  const names = [...suggested].sort().map((name) => ({ id: name, name }))
  return (
    <SelectFilters
      action={inboxHref({ query: {} })}
      keep={{ sort: query.sort, rule: query.rule }}
      filters={[
        {
          name: 'decisionKind',
          label: 'Kind',
          all: 'All kinds',
          value: decisionKind,
          choices: Object.entries(decisionKinds).map(([id, name]) => ({ id, name })),
        },
        { name: 'team', label: 'Team', all: 'All teams', value: team, choices: choices.teams },
        {
          name: 'service',
          label: 'Service',
          all: 'All services',
          value: service,
          choices: choices.services,
        },
        {
          name: 'repository',
          label: 'Repository',
          all: 'All repositories',
          value: repository,
          choices: choices.repositories,
        },
        {
          name: 'age',
          label: 'Waiting',
          all: 'Any time',
          value: age,
          choices: AGE_BANDS.map((band) => ({ id: band, name: `${band.replace('-', '–')} days` })),
        },
        {
          name: 'candidate',
          label: 'Suggested',
          all: 'Anybody or nobody',
          value: candidate,
          choices: [{ id: 'none', name: 'no candidate' }, ...names],
        },
        {
          name: 'status',
          label: 'Status',
          all: 'Everything without an owner',
          value: status,
          choices: [
            { id: 'unowned', name: 'nobody asked yet' },
            { id: 'proposed', name: 'proposed' },
            { id: 'rejected', name: 'rejected' },
          ],
        },
      ]}
    />
  )
}
