import { filterValues, findingHref, findingsHref, withQuery } from '@/lib/client/urls'
import { instant } from '@/lib/format/date'
import { measureWords } from '@/lib/format/measure'
import { count } from '@/lib/format/number'
import { partWords } from '@/lib/format/part'
import { visible } from '@/lib/format/visible'
import type { Comparison } from '@/lib/review/types'
import type { Filter } from '@/lib/trends/types'
import { Delta } from '../ui/delta'
import { PageLink } from '../ui/text-link'
import { ComparedEnds } from './compared-ends'

interface Props {
  asked: { from: string; to: string }
  filter: Filter
  comparison?: Comparison
  fault?: string
}

/** Rows of the lists that are shown; the files have all. */
export const COMPARED = 100

/** Any two dates, commits or releases beside each other: numbers, lists, and both as files. */
export function ComparePage({ asked, filter, comparison, fault }: Props) {
  const file = (format: string) =>
    withQuery('/api/v1/review/compare', { ...asked, format, ...filterValues(filter) })
  return (
    <>
      <header className="page-head">
        <h1>Compare</h1>
        {comparison && (
          <p className="muted">
            {instant(comparison.from)} with {instant(comparison.to)}
          </p>
        )}
      </header>
      <form className="compare-form" action="/review/compare">
        {Object.entries(filterValues(filter)).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <label>
          From <input name="from" defaultValue={asked.from} required placeholder="2026-11-01" />
        </label>
        <label>
          To{' '}
          <input name="to" defaultValue={asked.to} required placeholder="date, commit or release" />
        </label>
        <button type="submit" className="button primary">
          Compare
        </button>
        {comparison && (
          <>
            <a className="button" href={file('csv')} download>
              CSV
            </a>
            <a className="button" href={file('json')} download>
              JSON
            </a>
          </>
        )}
      </form>
      {fault && (
        <p role="alert" className="note">
          {visible(fault)}
        </p>
      )}
      {comparison && <ComparedEnds comparison={comparison} />}
      {comparison && <Numbers comparison={comparison} filter={filter} />}
      {comparison && <Lists comparison={comparison} />}
    </>
  )
}

function Numbers({ comparison, filter }: { comparison: Comparison; filter: Filter }) {
  const { from: since, to: at, measures } = comparison
  return (
    <div className="panel scroll section">
      <table className="stacks">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {['Before', 'Appeared', 'Came back', 'Gone', 'Now', 'Change'].map((title) => (
              <th key={title} scope="col" className="n">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {measures.map(({ measure, before, now, appeared, returned, gone }) => {
            const list = { ...filter, measure, at }
            const cell = (label: string, value: number, href: string) => (
              <td className="n" data-label={label}>
                <PageLink href={href}>{count(value)}</PageLink>
              </td>
            )
            return (
              <tr key={measure}>
                <th scope="row">{measureWords[measure].title}</th>
                {cell('Before', before, findingsHref({ ...list, at: since }))}
                {returned === 0 ? (
                  cell('Appeared', appeared, findingsHref({ ...list, since, change: 'appeared' }))
                ) : (
                  <td className="n" data-label="Appeared">
                    {count(appeared)}
                  </td>
                )}
                {cell('Came back', returned, findingsHref({ ...list, since, part: 'returned' }))}
                {cell('Gone', gone, findingsHref({ ...list, since, change: 'gone' }))}
                {cell('Now', now, findingsHref(list))}
                <td className="n" data-label="Change">
                  <Delta change={now - before} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Lists({ comparison }: { comparison: Comparison }) {
  const { changed, owners, to, differences } = comparison
  const rows = [
    ...changed.map((row) => ({ ...row, what: partWords[row.part].list })),
    ...owners.map((row) => ({
      ...row,
      measure: 'unowned-decisions' as const,
      what: `owner ${row.before ?? 'nobody'} → ${row.now ?? 'nobody'}`,
    })),
  ]
  if (rows.length === 0) return <p className="note">Nothing is different.</p>
  return (
    <section className="section" aria-labelledby="differences">
      <div className="section-head">
        <h2 id="differences">{count(differences)} differences</h2>
        {differences > rows.length && (
          <p>
            {count(rows.length)} of {count(differences)}; the files have all.
          </p>
        )}
      </div>
      <ul className="quiet-list">
        {rows.map(({ id, measure, what, rule, place }) => (
          <li key={`${measure} ${id} ${what}`}>
            <PageLink className="text-link" href={findingHref(id, to)}>
              <code>{place}</code>
            </PageLink>{' '}
            <span className="muted">
              {rule} · {what}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
