import { Columns } from '@/components/ui/columns'
import { Scrolls } from '@/components/ui/scrolls'
import type { AuditRow } from '@/lib/audit/types'
import { auditHref, exportHref } from '@/lib/client/audit'
import { findingHref } from '@/lib/client/urls'
import { instant } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { AuditPage as Page } from '@/lib/ownership/types'
import { Message } from '../ui/message'
import { PageLink, TextLink } from '../ui/text-link'

interface Props {
  page: Page
  view: { subject?: string; action?: string }
}

/** Kinds of acts, as the beginnings of their names. */
const ACTIONS = [
  'ownership',
  'record',
  'rule',
  'team',
  'flow',
  'review',
  'scan',
  'person',
  'token',
  'view',
]

/** Who changed what, newest first. */
export function AuditPage({ page, view }: Props) {
  return (
    <>
      <header className="page-head">
        <h1>Audit</h1>
        <p className="muted">
          who changed what, from what to what, newest first
          {view.subject && `, of ${visible(view.subject)}`}
        </p>
        <p className="tools">
          <a className="button" href={exportHref(view, 'csv')} download>
            CSV
          </a>
          <a className="button" href={exportHref(view, 'json')} download>
            JSON
          </a>
        </p>
      </header>
      <nav className="segmented" aria-label="Kinds of changes">
        {[undefined, ...ACTIONS].map((action) => (
          <PageLink
            key={action ?? ''}
            href={auditHref({ action })}
            aria-current={view.action === action ? 'true' : undefined}
          >
            {action ?? 'all'}
          </PageLink>
        ))}
      </nav>
      {page.rows.length === 0 && (
        <p className="section muted">Nothing of this kind was done yet.</p>
      )}
      {page.rows.length > 0 && (
        <Scrolls label="Table of changes" className="panel section">
          <table className="audit stacks">
            <Columns of={['When', 'Who', 'What', 'Of what', 'Before', 'After']} />
            <tbody>
              {page.rows.map((row) => (
                <Row key={row.seq} row={row} />
              ))}
            </tbody>
          </table>
        </Scrolls>
      )}
      {page.next && (
        <nav className="pages" aria-label="Pages of the list">
          <PageLink className="button" href={auditHref({ ...view, cursor: page.next })}>
            Older ›
          </PageLink>
        </nav>
      )}
    </>
  )
}

function Row({ row }: { row: AuditRow }) {
  const { at, by, action, subject, before, after } = row
  return (
    <tr>
      <th scope="row">{instant(at)}</th>
      <td data-label="Who">{visible(by.name)}</td>
      <td className="mono" data-label="What">
        {visible(action)}
      </td>
      <td data-label="Of what">
        <Subject subject={subject} />
      </td>
      <td data-label="Before">{told(before)}</td>
      <td data-label="After">{told(after)}</td>
    </tr>
  )
}

/** A finding leads to its page; all of them to what else was done to them. */
function Subject({ subject: { kind, id, name } }: Pick<AuditRow, 'subject'>) {
  const words = name && <Message text={name} />
  return (
    <>
      {visible(kind)}{' '}
      {kind === 'finding' ? (
        <TextLink href={findingHref(id)}>{words ?? 'its page'}</TextLink>
      ) : (
        words
      )}{' '}
      <PageLink
        className="text-link mono"
        href={auditHref({ subject: id })}
        aria-label={`all that was done to ${kind} ${name ?? id}`}
      >
        {visible(id.slice(0, 8))}
      </PageLink>
    </>
  )
}

/** `role: viewer · teams: […]` */
function told(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value !== 'object' || Array.isArray(value)) return visible(JSON.stringify(value))
  return Object.entries(value)
    .filter(([key, part]) => key !== 'act' && part !== null && part !== undefined)
    .map(([key, part]) => `${key}: ${typeof part === 'string' ? part : JSON.stringify(part)}`)
    .map(visible)
    .join(' · ')
}
