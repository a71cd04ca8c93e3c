import { findingsHref, type ReviewView, reviewHref } from '@/lib/client/urls'
import type { FindingPage } from '@/lib/findings/types'
import { day } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { RepositoryDetail } from '@/lib/repositories/types'
import { FindingList } from '../findings/finding-list'
import { Segmented } from '../ui/segmented'
import { TextLink } from '../ui/text-link'

interface Props {
  view: ReviewView
  detail: RepositoryDetail
  /** What the URL asks to compare with: `scan`, `week` or a commit. */
  asked: string
  at: string
  appeared: FindingPage | undefined
  gone: number
}

/** What is new and what is gone since the last scan, the last week or a commit. */
export function SinceSection({ view, detail, asked, at, appeared, gone }: Props) {
  const { since, unknownSince } = detail
  const hrefOf = (value: string) => {
    const href = reviewHref(view)
    return `${href}${href.includes('?') ? '&' : '?'}since=${value}`
  }
  const list = { repository: detail.id, at, since: since?.at }
  return (
    <section className="section" aria-labelledby="since">
      <div className="section-head">
        <h2 id="since">{titleOf(since, appeared?.total)}</h2>
        <span className="right">
          <Segmented
            label="Compare with"
            choices={[
              { label: 'Last scan', href: hrefOf('scan'), current: asked === 'scan' },
              { label: 'Last week', href: hrefOf('week'), current: asked === 'week' },
            ]}
          />
        </span>
        {since && (
          <p>
            <TextLink href={findingsHref({ ...list, change: 'appeared' })}>
              {plural(appeared?.total ?? 0, 'finding')} appeared
            </TextLink>
            {', '}
            <TextLink href={findingsHref({ ...list, change: 'gone' })}>{count(gone)} gone</TextLink>
            {' since '}
            {since.commit && <span className="mono">{since.commit.slice(0, 10)} of </span>}
            {day(since.at)}.
          </p>
        )}
      </div>
      <form className="filters" action={view.path}>
        <label>
          Since a commit that was scanned, or brought a finding
          <input
            name="since"
            className="field mono"
            defaultValue={since?.kind === 'commit' ? since.commit : (unknownSince ?? '')}
            placeholder="sha"
            pattern="[0-9a-fA-F]{4,64}"
          />
        </label>
        <button type="submit" className="button">
          Compare
        </button>
      </form>
      {unknownSince !== undefined && (
        <p className="note">
          No commit that begins with {visible(unknownSince.slice(0, 64))} was scanned or brought a
          finding by then. Take one of the list of scans, or the commit of a finding.
        </p>
      )}
      {appeared && <FindingList findings={appeared.findings} at={at} />}
      {appeared && appeared.total > appeared.findings.length && (
        <p className="muted more">
          {count(appeared.findings.length)} of{' '}
          <TextLink href={findingsHref({ ...list, change: 'appeared' })}>
            {count(appeared.total)}
          </TextLink>
        </p>
      )}
    </section>
  )
}

const BASIS = { scan: 'the last scan', week: 'last week', commit: 'that commit' }

function titleOf(since: RepositoryDetail['since'], total: number | undefined): string {
  if (!since) return 'New since an earlier scan'
  return total ? `New since ${BASIS[since.kind]}` : `Nothing new since ${BASIS[since.kind]}`
}
