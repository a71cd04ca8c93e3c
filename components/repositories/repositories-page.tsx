import { arrange } from '@/lib/client/arrange-repositories'
import {
  REPOSITORIES_PAGE,
  type RepositoriesUrl,
  repositoriesHref,
} from '@/lib/client/repositories'
import { count, plural } from '@/lib/format/number'
import { weekNumber } from '@/lib/format/week'
import type { RepositoryList } from '@/lib/repositories/types'
import { FirstScan } from '../ui/first-scan'
import { SelectFilters } from '../ui/select-filters'
import { TablePages } from '../ui/table-pages'
import { TypeFilter } from '../ui/type-filter'
import { type Saved, SavedViews } from '../views/saved-views'
import { RepositoriesTable } from './repositories-table'

interface Props {
  list: RepositoryList
  view: RepositoriesUrl
  now: string
  saved: Saved
}

/** All repositories, as a table that is sorted, filtered and searched by its URL. */
export function RepositoriesPage({ list, view, now, saved }: Props) {
  const { rows, week, at } = list
  if (rows.length === 0) return <FirstScan />
  const kept = arrange(rows, view)
  const shown = kept.slice(view.from, view.from + REPOSITORIES_PAGE)
  const { q, team, sort, change, reversed, from } = view
  const teams = new Map(rows.flatMap((row) => row.teams.map(({ id, name }) => [id, name] as const)))
  const choices = [...teams].map(([id, name]) => ({ id, name }))
  return (
    <>
      <header className="page-head">
        <h1>{plural(rows.length, 'repository', 'repositories')}</h1>
        <p className="muted">
          week {weekNumber(week)} against the one before
          {kept.length < rows.length && ` · ${count(kept.length)} shown`}
        </p>
      </header>
      <SavedViews saved={saved} />
      <div className="filters">
        <TypeFilter name="q" label="Find by name" value={q} />
        <SelectFilters
          action="/repositories"
          compact
          keep={{
            q,
            sort,
            by: change ? 'change' : undefined,
            way: reversed ? 'reversed' : undefined,
          }}
          filters={[{ name: 'team', label: 'Team', all: 'All teams', value: team, choices }]}
        />
      </div>
      {shown.length === 0 ? (
        <p className="muted">No repository fits.</p>
      ) : (
        <RepositoriesTable rows={shown} view={view} at={at} now={now} />
      )}
      <TablePages
        from={from}
        shown={shown.length}
        of={kept.length}
        size={REPOSITORIES_PAGE}
        href={(next) => repositoriesHref({ ...view, from: next })}
      />
    </>
  )
}
