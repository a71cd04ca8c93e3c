import type { FindingQuery } from '@/lib/findings/types'
import { decisionKinds, measureWords } from '@/lib/format/measure'
import type { Review } from '@/lib/review/types'
import { MEASURES } from '@/lib/trends/types'
import { SelectFilters } from '../ui/select-filters'

interface Props {
  query: FindingQuery
  choices: Review['filters']
}

/** Narrows the list; all of it stands in the URL. */
export function FindingFilters({ query, choices }: Props) {
  const { measure, team, service, repository, decisionKind, at, since, change, part, rule } = query
  const measures = MEASURES.map((id) => ({ id, name: measureWords[id].title }))
  const kinds = Object.entries(decisionKinds).map(([id, name]) => ({ id, name }))
  const decisions = measure === undefined || measure === 'unowned-decisions'
  return (
    <SelectFilters
      action="/findings"
      keep={{ at, since, change, part, rule }}
      filters={[
        {
          name: 'measure',
          label: 'Measure',
          all: 'All findings',
          value: measure,
          choices: measures,
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
          name: 'decisionKind',
          label: 'Kind of decision',
          all: 'All kinds',
          value: decisionKind,
          choices: decisions ? kinds : [],
        },
      ]}
    />
  )
}
