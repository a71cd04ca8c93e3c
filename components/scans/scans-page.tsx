import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import { groupHref } from '@/lib/client/groups'
import { scanHref, scansHref } from '@/lib/client/scans'
import { instant } from '@/lib/format/date'
import { count } from '@/lib/format/number'
import { timeShort } from '@/lib/format/retry'
import { visible } from '@/lib/format/visible'
import type { RefusedUpload, ScanPage, ScanRow } from '@/lib/scans/types'
import { FirstScan } from '../ui/first-scan'
import { PageLink } from '../ui/text-link'
import { RefusedUploads } from './refused-uploads'

interface Props {
  page: ScanPage
  refused: readonly RefusedUpload[]
  view: { repository?: string; tool?: string }
}

/** Every scan, newest commit first. */
export function ScansPage({ page, refused, view }: Props) {
  const { scans, next, back } = page
  if (scans.length === 0 && !view.repository && !view.tool) {
    return (
      <>
        <FirstScan />
        <RefusedUploads uploads={refused} />
      </>
    )
  }
  return (
    <>
      <header className="page-head">
        <h1>Scans</h1>
        <p className="muted">
          {view.repository && `of ${visible(scans[0]?.repository.name ?? 'this repository')}, `}
          {view.tool && `by ${visible(view.tool)}, `}newest commit first
        </p>
        {(view.repository || view.tool) && (
          <PageLink className="button tools" href={scansHref({})}>
            All scans
          </PageLink>
        )}
      </header>
      <Scrolls label="Table of scans" className="panel section">
        <table className="stacks scans">
          <Columns
            of={[
              'Commit',
              'Repository',
              'Tool',
              'Branch',
              { number: 'Took' },
              { number: 'Results' },
            ]}
          />
          <tbody>
            {scans.map((scan) => (
              <Row key={scan.id} scan={scan} />
            ))}
          </tbody>
        </table>
      </Scrolls>
      {(back || next) && (
        <nav className="pages" aria-label="Pages of the list">
          {back && (
            <PageLink className="button" href={scansHref({ ...view, cursor: back })}>
              ‹ Newer
            </PageLink>
          )}
          {next && (
            <PageLink className="button" href={scansHref({ ...view, cursor: next })}>
              Older ›
            </PageLink>
          )}
        </nav>
      )}
      <RefusedUploads uploads={refused} />
    </>
  )
}

function Row({ scan }: { scan: ScanRow }) {
  const { id, commit, committedAt, repository, tool, version, category, branch, took } = scan
  return (
    <tr>
      <th scope="row">
        <PageLink href={scanHref(id)}>
          <span className="mono">{commit.slice(0, 10)}</span> {instant(committedAt)}
        </PageLink>{' '}
        {!scan.succeeded && <span className="chip warn">failed</span>}{' '}
        {scan.superseded && <span className="chip dashed">another scan counts</span>}
      </th>
      <td data-label="Repository">
        <PageLink href={groupHref('repository', repository.id)}>
          {visible(repository.name)}
        </PageLink>
      </td>
      <td className="whole">
        <PageLink href={scansHref({ tool })}>
          {visible(tool)} {version && visible(version)}
        </PageLink>{' '}
        <span className="faint">{visible(category)}</span>
      </td>
      <td className="mono" data-label="Branch">
        {visible(branch)}
      </td>
      <td className="took" data-label="Took">
        {took === undefined ? '–' : timeShort(took)}
      </td>
      <td className="n" data-label="Results">
        {count(scan.results)}
      </td>
    </tr>
  )
}
