import { api } from '@/lib/client/urls'
import { type FindingQuery, SORTS } from '@/lib/findings/types'
import { sortWords } from '@/lib/format/facets'
import { measureWords } from '@/lib/format/measure'
import { MEASURES } from '@/lib/trends/types'
import { SelectFilters } from '../ui/select-filters'
import { TypeFilter } from '../ui/type-filter'
import { IntroducedFilter } from './introduced-filter'

/** Text, measure, order, and the whole list as a file. */
export function ListTools({ query }: { query: FindingQuery }) {
  const { measure, sort, limit: _, cursor: __, ...rest } = query
  return (
    <div className="list-tools">
      <TypeFilter
        name="q"
        label="Text in path, message or symbol"
        placeholder="Path, message or symbol"
        value={query.q ?? ''}
      />
      <SelectFilters
        action="/findings"
        compact
        keep={rest}
        filters={[
          {
            name: 'measure',
            label: 'Measure',
            all: 'All findings',
            value: measure,
            choices: MEASURES.map((id) => ({ id, name: measureWords[id].title })),
          },
          {
            name: 'sort',
            label: 'Order',
            all:
              measure === 'duplicated-retries' ? 'Most attempts first' : (sortWords.newest ?? ''),
            value: sort,
            choices: SORTS.map((id) => ({ id, name: sortWords[id] ?? id })),
          },
        ]}
      />
      <IntroducedFilter query={query} />
      <span className="end">
        <a className="button" href={api.findingsExport(query, 'csv')} download>
          CSV
        </a>{' '}
        <a className="button" href={api.findingsExport(query, 'json')} download>
          JSON
        </a>
      </span>
    </div>
  )
}
