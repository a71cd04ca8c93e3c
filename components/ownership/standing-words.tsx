import { day } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { decayWords, standingWords } from '@/lib/format/ownership'
import { visible } from '@/lib/format/visible'
import type { Decision } from '@/lib/ownership/types'

/** How a decision stands, in sentences, with why it stands so. */
export function StandingWords({ decision }: { decision: Decision }) {
  const { standing, decay, age, present } = decision
  const { status, since, by, reason, because, others, proposed, approver } = standing
  const open = status === 'unowned' || status === 'proposed' || status === 'rejected'
  return (
    <>
      <p>
        <b className={open ? 'worse' : undefined}>{visible(sentence(standingWords(standing)))}</b>
        {others && others.length > 0 && `, with ${others.map((o) => visible(o.name)).join(', ')}`}
        {since && <span className="muted"> since {day(since)}</span>}
        {by && <span className="muted">, said {visible(by.name)}</span>}
        {approver && <span className="muted">, approved by {visible(approver)}</span>}
      </p>
      {proposed && status !== 'proposed' && (
        <p>Handed on to {visible(proposed.name)}, who has not answered yet.</p>
      )}
      {reason && <p className="isolate">“{visible(reason)}”</p>}
      {open && present && (
        <p className={age.daysLeft < 0 ? 'worse' : 'muted'}>
          {age.daysLeft < 0
            ? `${plural(-age.daysLeft, 'day')} past its target`
            : `${plural(age.daysLeft, 'day')} left until its target`}
          {age.knownAt &&
            `, counted from ${day(age.knownAt)}, when its repository became known here`}
        </p>
      )}
      {decay.map(({ kind, since: from, reason: why }) => (
        <p key={kind}>
          <span className="chip warn">{decayWords[kind]}</span> since {day(from)}: {visible(why)}
        </p>
      ))}
      {because.length > 0 && (
        <ul className="because">
          {because.map((line) => (
            <li key={line}>{visible(line)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
