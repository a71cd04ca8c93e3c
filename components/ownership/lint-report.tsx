import { Fragment, type ReactNode } from 'react'
import { pathHref } from '@/lib/client/ownership/view'
import { day } from '@/lib/format/date'
import { count, plural } from '@/lib/format/number'
import { visible } from '@/lib/format/visible'
import type { CodeownersLint } from '@/lib/ownership/types'
import { EmptyStateSmall } from '../ui/empty-state-small'
import { TextLink } from '../ui/text-link'

/** What is wrong with the rules of a repository, and what to do about it. */
export function LintReport({ lint }: { lint: CodeownersLint }) {
  const { file, dead, shadowed, duplicates, unowned, unknownOwners, diagnostics } = lint
  if (!file) {
    return (
      <EmptyStateSmall title="No CODEOWNERS to look at">
        <p>{visible(lint.note ?? 'The repository has none, or no scan has told of it.')}</p>
        <p>
          Add <code>.github/CODEOWNERS</code>, commit, scan again:{' '}
          <code>/services/billing/ @acme/billing</code> suggests that team for everything below.
        </p>
      </EmptyStateSmall>
    )
  }
  const faults = diagnostics.length + dead.length + shadowed.length + duplicates.length
  const total = faults + unknownOwners.length
  return (
    <section className="section" aria-labelledby="lint">
      <div className="section-head">
        <h2 id="lint">
          {total === 0 ? 'Nothing is wrong with the rules' : `${plural(total, 'thing')} to look at`}
        </h2>
        <p>
          <span className="mono">{visible(file.path)}</span> as {visible(file.dialect)} reads it (
          {visible(file.dialectBecause)}), since {day(file.since)}. Looked at{' '}
          {plural(lint.paths, 'path')} that have findings; rules for other paths may be of use all
          the same.
        </p>
      </div>
      <ul className="panel lint">
        {diagnostics.map((d) => (
          <Fault key={`${d.line} ${d.message}`} line={d.line} is={d.severity}>
            {visible(d.message)} <span className="muted">{visible(d.advice)}</span>
          </Fault>
        ))}
        {dead.map((d) => (
          <Fault key={`dead ${d.line}`} line={d.line} is="matches none of them">
            <code>{visible(d.pattern)}</code> <span className="muted">{visible(d.advice)}</span>
          </Fault>
        ))}
        {shadowed.map((s) => (
          <Fault key={`shadow ${s.line}`} line={s.line} is="shadowed">
            <code>{visible(s.pattern)}</code> never decides: line {s.by.join(', ')} comes later.
          </Fault>
        ))}
        {duplicates.map((d) => (
          <Fault key={`twice ${d.pattern}`} line={d.lines[0]} is="twice">
            <code>{visible(d.pattern)}</code> stands on lines {d.lines.join(', ')}; the last wins.
          </Fault>
        ))}
        {unknownOwners.map((u) => (
          <Fault key={`who ${u.owner}`} line={u.lines[0]} is="unknown owner">
            {visible(u.owner)} is no team or person known here ({plural(u.lines.length, 'line')}).
          </Fault>
        ))}
        {unowned.groups.map((g) => (
          <li key={`unowned ${g.directory}`}>
            <span className="chip dashed">nobody</span>{' '}
            <span className="mono isolate">{visible(g.directory || './')}</span>{' '}
            <span className="muted">
              {g.whole ? 'as a whole, ' : ''}
              {plural(g.paths, 'path')}, for example{' '}
              {g.examples.slice(0, 2).map((path, i) => (
                <Fragment key={path}>
                  {i > 0 && ', '}
                  <TextLink href={pathHref({ repository: lint.repository.id, path })}>
                    {visible(path)}
                  </TextLink>
                </Fragment>
              ))}
            </span>
          </li>
        ))}
        {total === 0 && unowned.paths === 0 && (
          <li className="muted">Every path with a finding has an owner.</li>
        )}
      </ul>
      {unowned.paths > 0 && (
        <p className="muted section-gap">
          {count(unowned.paths)} of {plural(lint.paths, 'path')} have no owner by CODEOWNERS.
        </p>
      )}
    </section>
  )
}

interface FaultProps {
  line: number | undefined
  is: string
  children: ReactNode
}

function Fault({ line, is, children }: FaultProps) {
  return (
    <li>
      <span className="number muted">line {line}</span>{' '}
      <span className={is === 'error' ? 'chip warn' : 'chip'}>{is}</span> {children}
    </li>
  )
}
