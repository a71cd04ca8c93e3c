'use client'

import Form from 'next/form'
import type { Choice } from '@/lib/review/types'

export interface SelectFilter {
  name: string
  label: string
  /** Text of the choice that does not narrow. */
  all: string
  value: string | undefined
  choices: Choice[]
}

interface Props {
  action: string
  filters: SelectFilter[]
  /** What the form does not ask for but the URL keeps. */
  keep: Record<string, string | number | undefined>
  /** In a header: the labels are only heard. */
  compact?: boolean
}

/** Filters as a plain GET form; a choice applies at once where there is JavaScript. */
export function SelectFilters({ action, filters, keep, compact }: Props) {
  const shown = filters.filter((f) => f.choices.length > 1 || f.value !== undefined)
  if (shown.length === 0) return null
  return (
    <search>
      <Form
        className={compact ? 'filters compact' : 'filters'}
        action={action}
        prefetch={false}
        scroll={false}
        key={shown.map((f) => f.value).join()}
      >
        {Object.entries(keep).map(([name, value]) =>
          value === undefined ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        {shown.map(({ name, label, all, value, choices }) => (
          <label key={name}>
            <span className={compact ? 'hidden-visually' : undefined}>{label}</span>
            <select
              name={name}
              defaultValue={value ?? ''}
              onChange={(event) => event.currentTarget.form?.requestSubmit()}
            >
              <option value="">{all}</option>
              {choices.map((choice) => (
                <option key={choice.id} value={choice.id}>
                  {choice.name}
                </option>
              ))}
            </select>
          </label>
        ))}
        <noscript>
          <button type="submit" className="button">
            Show
          </button>
        </noscript>
      </Form>
    </search>
  )
}
