import Form from 'next/form'
import type { FindingQuery } from '@/lib/findings/types'
import { introducedSpan } from '@/lib/time/introduced-span'

/** Days between which the introducing commit was made; applies on change, without JavaScript on Enter. */
export function IntroducedFilter({ query }: { query: FindingQuery }) {
  const { introduced, limit: _, cursor: __, ...rest } = query
  const span = (introduced && introducedSpan(introduced)) || {}
  const days = [
    { name: 'introducedFrom', label: 'Introduced from', value: span.from?.slice(0, 10) },
    { name: 'introducedTo', label: 'to', value: span.to?.slice(0, 10) },
  ]
  return (
    <search>
      <Form
        className="filters compact days"
        action="/findings"
        prefetch={false}
        scroll={false}
        key={introduced ?? ''}
      >
        {Object.entries(rest).map(([name, value]) =>
          value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        {days.map(({ name, label, value }) => (
          <label key={name}>
            <span>{label}</span>
            <input
              type="date"
              name={name}
              className="field"
              min="1970-01-01"
              defaultValue={value}
              onBlur={({ currentTarget }) => {
                if (currentTarget.value !== (value ?? '')) currentTarget.form?.requestSubmit()
              }}
            />
          </label>
        ))}
        <button type="submit" className="button">
          Show
        </button>
      </Form>
    </search>
  )
}
