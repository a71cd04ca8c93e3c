import { type FormEvent, useId } from 'react'
import type { DecisionRecord, RecordTemplate } from '@/lib/ownership/types'

/** What has been typed and not saved. */
export type Draft = Partial<DecisionRecord>

interface Props {
  template: RecordTemplate
  record: Draft | undefined
  draft: Draft
  onDraft: (draft: Draft) => void
  onSave: () => void
  busy: boolean
  /** `Save for all 9`. */
  saveLabel: string
}

/** The questions that this kind of decision asks. */
export function RecordForm({ template, record, draft, onDraft, onSave, busy, saveLabel }: Props) {
  const id = useId()
  const value = (field: keyof DecisionRecord) => draft[field] ?? record?.[field] ?? ''
  const change = (field: keyof DecisionRecord) => (event: { currentTarget: { value: string } }) =>
    onDraft({ ...draft, [field]: event.currentTarget.value })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSave()
  }
  return (
    <form className="record" onSubmit={submit} aria-label="Decision record">
      {template.fields.map(({ field, label, question, asks, example }) => (
        <div key={field}>
          <label htmlFor={`${id}${field}`}>{label}</label>
          <textarea
            id={`${id}${field}`}
            rows={value(field) === '' ? 1 : 3}
            maxLength={65536}
            value={value(field)}
            placeholder={question}
            title={[...asks, `For example: ${example}`].join('\n')}
            onChange={change(field)}
          />
        </div>
      ))}
      <div className="pair">
        <div>
          <label htmlFor={`${id}on`}>Review on</label>
          <input
            id={`${id}on`}
            type="date"
            value={value('reviewOn')}
            onChange={change('reviewOn')}
          />
        </div>
        <div>
          <label htmlFor={`${id}adr`}>Decision document</label>
          <input
            id={`${id}adr`}
            value={value('adr')}
            placeholder="docs/decisions/0007.md"
            maxLength={2000}
            onChange={change('adr')}
          />
        </div>
      </div>
      {isDirty(draft) && (
        <p className="save">
          <button type="submit" className="button" disabled={busy}>
            {saveLabel}
          </button>
          <button type="button" className="button plain" onClick={() => onDraft({})}>
            Discard
          </button>
        </p>
      )}
    </form>
  )
}

export const isDirty = (draft: Draft): boolean => Object.keys(draft).length > 0

/** A draft with what it leaves as it was: a new version replaces the whole text. */
export function completed(draft: Draft, record: DecisionRecord | undefined): Draft {
  if (!record || !isDirty(draft)) return draft
  const { invariants, failureModes, assumptions, dataOwnership, reviewOn, adr } = record
  return { invariants, failureModes, assumptions, dataOwnership, reviewOn, adr, ...draft }
}
