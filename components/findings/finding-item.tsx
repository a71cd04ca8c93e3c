import { groupHref } from '@/lib/client/groups'
import { findingHref } from '@/lib/client/urls'
import type { FindingRow } from '@/lib/findings/types'
import { age, day } from '@/lib/format/date'
import { decisionKinds } from '@/lib/format/measure'
import { visible } from '@/lib/format/visible'
import { Message } from '../ui/message'
import { PageLink } from '../ui/text-link'
import { AttemptsNote } from './attempts-note'
import { IntroducedBy } from './introduced-by'
import { Place } from './place'

/** One finding of a list. */
export function FindingItem({ finding: f, at }: { finding: FindingRow; at: string }) {
  const kind = f.rule.decisionKind
  return (
    <li className="finding">
      <div>
        <PageLink href={findingHref(f.id, at)} className="message isolate">
          <Message text={f.message} />
        </PageLink>
        <p className="where">
          <Place path={f.path} line={f.line} symbol={f.symbol} />
        </p>
        <div className="meta">
          <AttemptsNote finding={f} />
          <IntroducedBy commit={f.introducedBy} />
        </div>
      </div>
      <div className="side-note">
        <div>{kind ? (decisionKinds[kind] ?? kind) : visible(f.rule.name)}</div>
        <div>
          <PageLink href={groupHref('service', f.service.id)}>{f.service.name}</PageLink>
          {' · '}
          {f.team ? (
            <PageLink href={groupHref('team', f.team.id)}>{f.team.name}</PageLink>
          ) : (
            <span className="faint">no team</span>
          )}
        </div>
        <div className="faint">
          since {day(f.since)}, {age(f.since, at)}
        </div>
        {f.state !== 'open' && <span className="chip">{f.state}</span>}
      </div>
    </li>
  )
}
