import { groupHref } from '@/lib/client/groups'
import { scanHref, scansHref } from '@/lib/client/scans'
import { instant } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { timeShort } from '@/lib/format/retry'
import { receiptWords, resultsWords } from '@/lib/format/scan'
import { visible } from '@/lib/format/visible'
import type { ScanDetail } from '@/lib/scans/types'
import { PageLink, TextLink } from '../ui/text-link'
import { ChangesSection } from './changes-section'
import { DeleteScan } from './delete-scan'
import { NotesSection } from './notes-section'

/** One scan: what it was, what became of it, what it changed. */
export function ScanDetailPage({ scan }: { scan: ScanDetail }) {
  const { repository, commit, committedAt, upload, previous } = scan
  return (
    <article>
      <nav className="crumbs" aria-label="Belongs to">
        <PageLink href={scansHref({ repository: repository.id })}>
          Scans of {visible(repository.name)}
        </PageLink>
      </nav>
      <header className="page-head">
        <h1>
          {visible(scan.tool)} over <span className="mono">{commit.slice(0, 12)}</span>
        </h1>
        <p className="muted">
          commit of {instant(committedAt)} on {visible(scan.branch || 'no named branch')} in{' '}
          <TextLink href={groupHref('repository', repository.id)}>
            {visible(repository.name)}
          </TextLink>
        </p>
      </header>
      {scan.note && <p className="note">{visible(scan.note)}</p>}
      <Facts scan={scan} />
      <Named title="Rules that it looked for" names={scan.rules} />
      <Named title="Paths that it covered" names={scan.paths} />
      <div className="list-tools">
        {upload && (
          <>
            <PageLink className="button" href={scanHref(upload)}>
              Receipt of its upload
            </PageLink>
            <a className="button" href={`/api/v1/scans/${upload}/upload`} download>
              Download the upload
            </a>
          </>
        )}
        {previous && (
          <PageLink className="button" href={scanHref(previous)}>
            The scan before
          </PageLink>
        )}
        <DeleteScan id={scan.id} back={scansHref({ repository: repository.id })} />
      </div>
      <ChangesSection id="appeared" title="appeared" changes={scan.appeared} at={committedAt} />
      <ChangesSection id="gone" title="gone" changes={scan.gone} at={committedAt} />
      <NotesSection scan={scan} />
    </article>
  )
}

const EXTENTS: Record<string, string> = {
  full: 'the whole repository',
  paths: 'some of its paths',
  seen: 'only what it saw, so it closes nothing',
}

function Facts({ scan }: { scan: ScanDetail }) {
  const { receivedAt, finishedAt } = scan
  const facts: [string, string | undefined][] = [
    ['Version', scan.version && visible(scan.version)],
    ['Category', visible(scan.category)],
    ['Speaks for', EXTENTS[scan.extent] ?? scan.extent],
    ['Rules', scan.rules === undefined ? 'every rule' : plural(scan.rules.length, 'rule')],
    ['Run', scan.succeeded ? 'succeeded' : 'failed'],
    ['Ran', scan.ranAt ? `until ${instant(scan.ranAt)}` : 'not said'],
    ['Took', scan.took === undefined ? 'not said' : timeShort(scan.took)],
    ['Results', resultsWords(scan)],
    ['Receipt, as it came in', receiptWords(scan)],
    ['Refused in its upload', count(scan.refused)],
    [
      'Received',
      receivedAt &&
        `${instant(receivedAt)}${finishedAt ? `, applied after ${secondsOf(receivedAt, finishedAt)}` : ''}`,
    ],
  ]
  return (
    <dl className="facts wide section">
      {facts.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

/** A long list of names, told on demand. */
function Named({ title, names = [] }: { title: string; names?: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <details className="as-table">
      <summary>{title}</summary>
      <ul className="panel rows dense">
        {[...new Set(names)].map((name) => (
          <li key={name} className="mono isolate">
            {visible(name)}
          </li>
        ))}
      </ul>
    </details>
  )
}

const secondsOf = (from: string, to: string): string =>
  `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`
