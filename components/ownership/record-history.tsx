import { day } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { RecordVersion } from '@/lib/ownership/types'
import { Markdown } from '../ui/markdown'

const FIELDS = [
  ['invariants', 'Invariants'],
  ['failureModes', 'Failure modes'],
  ['assumptions', 'Assumptions'],
  ['dataOwnership', 'Data ownership'],
] as const

/** Every version of the record as it was; a text is never lost. */
export function RecordHistory({ records }: { records: RecordVersion[] }) {
  if (records.length === 0) return null
  return (
    <details className="candidates">
      <summary>{plural(records.length, 'version')} of the record</summary>
      <ol>
        {records.map((record) => (
          <li key={record.id}>
            <p className="strong">
              {day(record.at)}, {visible(record.by.name)}
              {record.decisions > 1 && ` · for ${plural(record.decisions, 'decision')}`}
            </p>
            {FIELDS.map(([field, label]) =>
              record[field] === '' ? null : (
                <div key={field}>
                  <span className="faint">{label}</span>
                  <Markdown text={record[field]} />
                </div>
              ),
            )}
            {record.reviewOn && <p className="muted">Review on {day(record.reviewOn)}</p>}
            {record.adr && <p className="mono">{visible(record.adr)}</p>}
          </li>
        ))}
      </ol>
    </details>
  )
}
