import { groupHref } from '@/lib/client/groups'
import { findingsHref } from '@/lib/client/urls'
import type { FindingDetail } from '@/lib/findings/types'
import { assistanceWords } from '@/lib/format/assistance'
import { commitUrl } from '@/lib/format/code-host'
import { age, day } from '@/lib/format/date'
import { plural } from '@/lib/format/number'
import { broughtLater, stretchesOf } from '@/lib/format/stretches'
import { visible } from '@/lib/format/visible'
import { TextLink } from '../ui/text-link'

/** Whose, since when, by which commit. */
export function FindingFacts({ finding: f }: { finding: FindingDetail }) {
  const commit = f.introducedBy
  const beginnings = stretchesOf(f.life, f.at).map(({ from }) => from)
  const back = broughtLater(commit, f.since, beginnings)
  return (
    <dl className="facts">
      <div>
        <dt>Service</dt>
        <dd>
          <TextLink href={groupHref('service', f.service.id)}>{f.service.name}</TextLink>
        </dd>
      </div>
      <div>
        <dt>Team</dt>
        <dd>
          {f.team ? (
            <TextLink href={groupHref('team', f.team.id)}>{f.team.name}</TextLink>
          ) : (
            <span className="chip dashed">nobody</span>
          )}
        </dd>
      </div>
      <TimesThere finding={f} />
      {commit && (
        <div>
          <dt>{back ? 'Brought back by' : 'Introduced by'}</dt>
          <dd>
            <CommitName finding={f} sha={commit.sha} />
            {commit.author && ` ${visible(commit.author)}`}
            {commit.at && <span className="muted">, {day(commit.at)}</span>}
            {commit.subject && <div className="muted isolate">“{visible(commit.subject)}”</div>}
            <div className="muted">{assistanceWords(commit.assistance)}</div>
            {commit.assistance.evidence && (
              <div className="faint isolate">{visible(commit.assistance.evidence)}</div>
            )}
            <div>
              <TextLink
                href={findingsHref({ repository: f.repository.id, commit: commit.sha, at: f.at })}
              >
                All that this commit brought
              </TextLink>
            </div>
          </dd>
        </div>
      )}
      <div>
        <dt>Rule</dt>
        <dd>
          {visible(f.rule.name)} <div className="mono faint">{visible(f.rule.key)}</div>
        </dd>
      </div>
    </dl>
  )
}

/** Times before that stand here; its life has all. */
const BEFORE = 3

/** Since when it is there without a break, and the times that it was there before. */
function TimesThere({ finding }: { finding: FindingDetail }) {
  const { life, since, at, present, introducedBy } = finding
  const stretches = stretchesOf(life, at)
  const last = stretches.at(-1)
  const before = present ? stretches.slice(0, -1) : stretches
  const seen = last?.from ?? since
  // Where a commit is known for the time that lasts, it was there before a scan saw it.
  const made = introducedBy?.at
  const known = made !== undefined && Date.parse(made) <= Date.parse(seen)
  const brought = known && (stretches.length === 1 || Date.parse(made) > Date.parse(since))
  const from = brought ? made : seen
  return (
    <div>
      <dt>{present ? (brought ? 'There since' : 'Seen since') : 'Was there'}</dt>
      {present && (
        <dd>
          {day(from)} <span className="muted">({age(from, at)})</span>
        </dd>
      )}
      {before.slice(-BEFORE).map((one) => (
        <dd key={one.from} className={present ? 'muted' : undefined}>
          {present && 'before, '}
          {day(one.from)}
          {one.to && ` – ${day(one.to)}`}
        </dd>
      ))}
      {before.length > BEFORE && (
        <dd className="muted">and {plural(before.length - BEFORE, 'time')} earlier, in its life</dd>
      )}
      {!present && before.length === 0 && <dd>from {day(since)}</dd>}
    </div>
  )
}

function CommitName({ finding, sha }: { finding: FindingDetail; sha: string }) {
  const href = commitUrl(finding.source.url, sha)
  const name = <span className="mono">{sha.slice(0, 10)}</span>
  if (!href) return name
  return (
    <a className="text-link" href={href} rel="noreferrer noopener">
      {name}
    </a>
  )
}
