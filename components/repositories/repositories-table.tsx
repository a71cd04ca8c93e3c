import { Scrolls } from '@/components/ui/scrolls'
import { type RepositorySort, sortedNext } from '@/lib/client/arrange-repositories'
import { groupHref } from '@/lib/client/groups'
import { type RepositoriesUrl, repositoriesHref } from '@/lib/client/repositories'
import { findingHref, findingsHref } from '@/lib/client/urls'
import { age } from '@/lib/format/date'
import { measureWords } from '@/lib/format/measure'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { RepositoryRow } from '@/lib/repositories/types'
import { MEASURES, type Measure } from '@/lib/trends/types'
import { Sparkline } from '../charts/sparkline'
import { Delta } from '../ui/delta'
import { PageLink } from '../ui/text-link'

interface Props {
  rows: RepositoryRow[]
  view: RepositoriesUrl
  at: string
  now: string
}

/** One row for each repository: how it stands, how it moves, how fresh that is. */
export function RepositoriesTable({ rows, view, at, now }: Props) {
  return (
    <Scrolls label="Table of repositories" className="panel">
      <table className="groups repositories stacks">
        <caption>Twelve weeks to this one, the value now and its drift since last week.</caption>
        <thead>
          <tr>
            <Head view={view} column="name" label="Repository" />
            {MEASURES.map((m) => (
              <Head key={m} view={view} column={m} label={measureWords[m].title} />
            ))}
            <Head view={view} column="worst" label="Worst path" />
            <Head view={view} column="scanned" label="Last commit scanned" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="name">
                <PageLink href={groupHref('repository', row.id)}>{visible(row.name)}</PageLink>
                <div className="faint teams">
                  {row.teams.length > 0 ? <Teams row={row} /> : 'no team'}
                  {row.services > 1 && ` · ${plural(row.services, 'service')}`}
                </div>
              </th>
              {MEASURES.map((m) => (
                <Cell key={m} row={row} measure={m} at={at} />
              ))}
              <td className="n" data-label="Worst path">
                {row.worst ? (
                  <PageLink href={findingHref(row.worst.finding)}>
                    {row.worst.attempts === 'unbounded'
                      ? 'unbounded'
                      : `${count(row.worst.attempts)}×`}
                  </PageLink>
                ) : (
                  <span className="faint">none</span>
                )}
              </td>
              <td className="n" data-label="Last commit scanned">
                {row.lastAt ? ageWords(row.lastAt, now) : 'never'}
                <div className={row.covered < row.expected ? 'warn-text' : 'faint'}>
                  {row.covered} of {plural(row.expected, 'tool')} current
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolls>
  )
}

function Teams({ row }: { row: RepositoryRow }) {
  const shown = row.teams.slice(0, 3)
  return (
    <>
      {shown.map(({ id, name }, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <PageLink href={groupHref('team', id)}>{visible(name)}</PageLink>
        </span>
      ))}
      {row.teams.length > 3 && ` and ${row.teams.length - 3} more`}
    </>
  )
}

function Cell({ row, measure, at }: { row: RepositoryRow; measure: Measure; at: string }) {
  const { value, change, points } = row.measures[measure]
  const label = `${row.name}, ${measureWords[measure].title}`
  return (
    <td className="n" data-label={measureWords[measure].title}>
      <div className="pair">
        <Sparkline points={points} label={label} width={84} height={24} />
        <span>
          {value === null ? (
            <span className="faint">no scan</span>
          ) : (
            <PageLink href={findingsHref({ measure, repository: row.id, at })}>
              {count(value)}
            </PageLink>
          )}
          <Delta change={change} />
        </span>
      </div>
    </td>
  )
}

function ageWords(from: string, to: string): string {
  const words = age(from, to)
  return words === 'today' ? words : `${words} ago`
}

interface HeadProps {
  view: RepositoriesUrl
  column: RepositorySort
  label: string
}

/** Further clicks sort a measure by its change, and each column the other way round. */
function Head({ view, column, label }: HeadProps) {
  const current = view.sort === column
  const rising = (column === 'name') !== view.reversed
  return (
    <th
      scope="col"
      className={column === 'name' ? '' : 'n'}
      aria-sort={current ? (rising ? 'ascending' : 'descending') : undefined}
    >
      <PageLink
        href={repositoriesHref(sortedNext(view, column))}
        className={current ? 'strong' : undefined}
        scroll={false}
      >
        {label}
        {current && `${view.change ? ' change' : ''}${rising ? ' ↑' : ' ↓'}`}
      </PageLink>
    </th>
  )
}
