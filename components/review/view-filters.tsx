import { type ReviewView, reviewHref } from '@/lib/client/urls'
import type { Review } from '@/lib/review/types'
import { SelectFilters } from '../ui/select-filters'

/** Narrows everything on the page to a team, a service or a repository. */
export function ViewFilters({ view, review }: { view: ReviewView; review: Review }) {
  const { filter } = view
  const { teams, services, repositories } = review.filters
  return (
    <SelectFilters
      compact
      action={reviewHref({
        ...view,
        filter: {},
        weeks: 26,
        by: view.byDefault,
        measure: 'unowned-decisions',
      })}
      keep={{
        measure: view.measure,
        by: view.by,
        weeks: view.weeks,
        rule: filter.rule,
        decisionKind: filter.decisionKind,
      }}
      filters={[
        { name: 'team', label: 'Team', all: 'All teams', value: filter.team, choices: teams },
        {
          name: 'service',
          label: 'Service',
          all: 'All services',
          value: filter.service,
          choices: services,
        },
        {
          name: 'repository',
          label: 'Repository',
          all: 'All repositories',
          value: filter.repository,
          choices: repositories,
        },
      ]}
    />
  )
}
