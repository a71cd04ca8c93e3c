import { groupHref } from '@/lib/client/groups'
import { findingHref } from '@/lib/client/urls'
import type { UnlistedFinding } from '@/lib/findings/types'
import { day } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import { Message } from '../ui/message'
import { PageLink, TextLink } from '../ui/text-link'
import { CodeRows } from './code-rows'
import { Place } from './place'

/** What no list counts, as a scan once said it, and why no list does. */
export function UnlistedPage({ finding }: { finding: UnlistedFinding }) {
  const { message, path, line, symbol, code, rule, repository, became, arithmetic } = finding
  return (
    <article>
      <nav className="crumbs" aria-label="Belongs to">
        <PageLink href={groupHref('repository', repository.id)}>{repository.name}</PageLink>
      </nav>
      <h1 className="isolate">
        <Message text={message} />
      </h1>
      <p className="muted">
        {visible(rule.name)}
        {arithmetic && (
          <>
            , worst case = <span className="arithmetic">{visible(arithmetic)}</span>
          </>
        )}
      </p>
      <div className="note" role="status">
        <p>{whyUnlisted(finding)}</p>
        {became && (
          <p>
            What stands there now:{' '}
            <TextLink href={findingHref(became.id)}>{visible(became.message)}</TextLink>
          </p>
        )}
      </div>
      <figure className="panel section">
        <figcaption className="code-head">
          <Place path={path} line={line} symbol={symbol} whole />
        </figcaption>
        {code.length > 0 && <CodeRows rows={code} />}
      </figure>
    </article>
  )
}

function whyUnlisted({ branch, from, to, lastRun }: UnlistedFinding): string {
  if (branch !== undefined) {
    const when = from ? ` since ${day(from)}${to ? `, until ${day(to)}` : ''}` : ''
    const where =
      branch === '' ? 'in scans that name no branch' : `on the branch ${visible(branch)}`
    return `It is ${where}${when}. Numbers and lists are of the default branch alone.`
  }
  const since = lastRun ? ` since ${day(lastRun)}` : ''
  return `Gone${since}: the commit it was seen at was scanned again, or its scan was deleted, and no scan that counts says it any more. This is how it read.`
}
