import { groupHref } from '@/lib/client/groups'
import { findingHref } from '@/lib/client/urls'
import type { FindingQuery, FindingRow } from '@/lib/findings/types'
import { shortPath } from '@/lib/format/long-text'
import { decisionKinds } from '@/lib/format/measure'
import { visible } from '@/lib/format/visible'
import { Message } from '../ui/message'
import { PageLink } from '../ui/text-link'
import { AttemptsNote } from './attempts-note'
import type { Picking } from './finding-list'
import { IntroducedBy } from './introduced-by'
import { IntroducedColumn } from './introduced-column'
import { Place } from './place'

interface Props {
  finding: FindingRow
  at: string
  query: FindingQuery | undefined
  picking: Picking | undefined
}

/** One finding of a list. */
export function FindingItem({ finding: f, at, query, picking }: Props) {
  const kind = f.rule.decisionKind
  return (
    <li className={picking ? 'finding pickable' : 'finding'} data-finding={f.id}>
      {picking && (
        <input
          type="checkbox"
          className="pick"
          checked={picking.picked.has(f.id)}
          onChange={(event) => picking.pick([f.id], event.target.checked)}
          aria-label={`Pick ${visible(shortPath(f.path))}: ${visible(f.message)}`}
        />
      )}
      <div>
        <PageLink href={findingHref(f.id, at)} className="message isolate">
          <Message text={f.message} />
        </PageLink>
        <p className="where">
          <Place path={f.path} line={f.line} symbol={f.symbol} />
        </p>
        <div className="meta">
          <AttemptsNote finding={f} at={at} />
          <IntroducedBy commit={f.introducedBy} plain />
        </div>
      </div>
      <IntroducedColumn finding={f} at={at} query={query} />
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
        {f.state !== 'open' && <span className="chip">{f.state}</span>}
      </div>
    </li>
  )
}
