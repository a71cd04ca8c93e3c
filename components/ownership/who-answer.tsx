import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import { day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { WhoOwns } from '@/lib/ownership/types'
import { CandidateList } from './candidate-list'

const OUTCOMES = { decides: 'decides', overridden: 'overridden', excludes: 'excludes' } as const

/** The answer, and every rule that had a say in it. */
export function WhoAnswer({ who }: { who: WhoOwns }) {
  const { candidates, unknown, codeowners, path } = who
  const [best] = candidates
  return (
    <section className="panel answer" aria-labelledby="answer">
      <h2 id="answer">
        {best ? `${visible(best.owner.name)} would be suggested` : 'Nobody would be suggested'}
      </h2>
      <p className="mono isolate">{visible(path)}</p>
      <CandidateList candidates={candidates} unknown={unknown} open />
      {codeowners && (
        <>
          <p className="muted">
            {visible(codeowners.summary)} <span className="mono">{visible(codeowners.path)}</span>{' '}
            as {visible(codeowners.dialect)} reads it, known since {day(codeowners.since)}.
          </p>
          {codeowners.steps.length > 0 && (
            <Scrolls label="Rules that match">
              <table className="stacks">
                <caption>Rules that match this path, in the order of the file</caption>
                <Columns of={[{ number: 'Line' }, 'Pattern', 'Owners', 'What became of it']} />
                <tbody>
                  {codeowners.steps.map((step) => (
                    <tr key={step.line} className={step.outcome === 'decides' ? 'strong' : 'muted'}>
                      <td className="n" data-label="Line">
                        {step.line}
                      </td>
                      <td className="mono isolate" data-label="Pattern">
                        {step.section && <span className="faint">[{visible(step.section)}] </span>}
                        {visible(step.pattern)}
                      </td>
                      <td data-label="Owners">{step.owners.map(visible).join(' ') || 'nobody'}</td>
                      <td className="whole">
                        {OUTCOMES[step.outcome]}: {visible(step.because)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scrolls>
          )}
        </>
      )}
    </section>
  )
}
