import { groupHref } from '@/lib/client/groups'
import { branchHref } from '@/lib/client/repositories'
import { findingHref } from '@/lib/client/urls'
import { count } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { BranchFindings } from '@/lib/repositories/types'
import { Place } from '../findings/place'
import { Message } from '../ui/message'
import { TablePages } from '../ui/table-pages'
import { PageLink } from '../ui/text-link'

/** The findings behind one number of a branch. */
export function BranchPage({ list, size }: { list: BranchFindings; size: number }) {
  const { repository, branch, side, from, total, rows } = list
  return (
    <>
      <nav className="crumbs" aria-label="Belongs to">
        <PageLink href={groupHref('repository', repository.id)}>
          {visible(repository.name)}
        </PageLink>
      </nav>
      <header className="page-head">
        <h1>{titleOf(list)}</h1>
        <p className="muted">
          {count(total)} at the newest scans, by path. Other numbers and lists are of the default
          branch alone.
        </p>
      </header>
      {rows.length > 0 && (
        <ul className="panel rows section">
          {rows.map(({ id, message, path, line, rule }) => (
            <li key={id}>
              <PageLink href={findingHref(id)} className="isolate">
                <Message text={message} />
              </PageLink>
              <div className="muted">
                <Place path={path} line={line} /> · {visible(rule)}
              </div>
            </li>
          ))}
        </ul>
      )}
      <TablePages
        from={from}
        shown={rows.length}
        of={total}
        size={size}
        href={(next) => branchHref(repository.id, { branch, side, from: next })}
      />
    </>
  )
}

function titleOf({ branch, main, side }: BranchFindings): string {
  const name = branch === '' ? 'the branch without a name' : visible(branch)
  if (side === 'added') return `Findings that only ${name} has`
  if (side === 'missing') return `Findings of ${visible(main)} that ${name} has not`
  return `Findings on ${name}`
}
