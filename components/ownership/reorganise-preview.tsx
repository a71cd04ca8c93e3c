import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { ReorganisationResult } from '@/lib/ownership/types'

interface Props {
  result: ReorganisationResult
  onConfirm: () => void
}

/** What moves where, with how much; then the button that does it. */
export function ReorganisePreview({ result, onConfirm }: Props) {
  const { preview, moves, notes } = result
  return (
    <section className="panel answer" aria-label={preview ? 'Preview' : 'Done'}>
      <h2>{preview ? 'This would change, nothing has yet' : 'Done'}</h2>
      {notes.map((note) => (
        <p key={note} className="muted">
          {visible(note)}
        </p>
      ))}
      {moves.length > 0 && (
        <Scrolls label="Moves">
          <table>
            <Columns
              of={[
                'From',
                'To',
                'Services',
                { number: 'Decisions' },
                { number: 'Owned by name' },
                { number: 'Findings' },
              ]}
            />
            <tbody>
              {moves.map((move) => (
                <tr key={`${move.from} ${move.to} ${move.service ?? ''}`}>
                  <td>{visible(move.from)}</td>
                  <td>
                    {move.to === null ? (
                      <span className="chip dashed">nobody</span>
                    ) : (
                      visible(move.to)
                    )}
                  </td>
                  <td>{move.services.map(visible).join(', ')}</td>
                  <td className="n">{count(move.decisions)}</td>
                  <td className="n">{count(move.owned)}</td>
                  <td className="n">{count(move.findings)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scrolls>
      )}
      {preview && (
        <p>
          <button type="button" className="button primary" onClick={onConfirm}>
            Do it
          </button>
        </p>
      )}
    </section>
  )
}
