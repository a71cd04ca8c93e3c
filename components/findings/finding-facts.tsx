import { groupHref } from '@/lib/client/groups'
import { findingsHref } from '@/lib/client/urls'
import type { FindingDetail } from '@/lib/findings/types'
import { assistanceWords } from '@/lib/format/assistance'
import { commitUrl } from '@/lib/format/code-host'
import { age, day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import { TextLink } from '../ui/text-link'

/** Whose, since when, by which commit. */
export function FindingFacts({ finding: f }: { finding: FindingDetail }) {
  const commit = f.introducedBy
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
      <div>
        <dt>There since</dt>
        <dd>
          {day(f.since)} <span className="muted">({age(f.since, f.at)})</span>
        </dd>
      </div>
      {commit && (
        <div>
          <dt>Introduced by</dt>
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
