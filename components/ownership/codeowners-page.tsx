'use client'

import { useQuery } from '@tanstack/react-query'
import Form from 'next/form'
import { lintQuery, whoQuery } from '@/lib/client/ownership/queries'
import type { PathView } from '@/lib/client/ownership/view'
import { frameQuery } from '@/lib/client/queries'
import type { Choice } from '@/lib/review/types'
import { FirstScan } from '../ui/first-scan'
import { LintReport } from './lint-report'
import { OwnershipTabs } from './ownership-tabs'
import { WhoAnswer } from './who-answer'

/** Who owns this path, by which rule; and what is wrong with the rules. */
export function CodeownersPage({ view }: { view: PathView }) {
  const { repository, path } = view
  const { data: frame } = useQuery(frameQuery())
  const who = useQuery({
    ...whoQuery(view),
    enabled: repository !== undefined && path !== undefined,
  })
  const lint = useQuery({ ...lintQuery(repository ?? ''), enabled: repository !== undefined })
  if (frame?.empty) return <FirstScan />
  const error = who.error ?? lint.error
  return (
    <>
      <header className="page-head">
        <h1>Who owns this path?</h1>
        <p className="muted">CODEOWNERS, the catalog and who wrote it, in this order</p>
      </header>
      <OwnershipTabs current="codeowners" />
      <PathForm view={view} repositories={frame?.filters.repositories ?? []} />
      {error && <p className="worse">{error.message}</p>}
      {path !== undefined && who.data && <WhoAnswer who={who.data} />}
      {lint.data && <LintReport lint={lint.data} />}
    </>
  )
}

function PathForm({ view, repositories }: { view: PathView; repositories: Choice[] }) {
  return (
    <search>
      <Form className="path-form" action="/ownership/codeowners" prefetch={false} scroll={false}>
        <label>
          Repository
          <select name="repository" defaultValue={view.repository} key={view.repository}>
            {repositories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="mono">
          Path
          <input
            name="path"
            defaultValue={view.path}
            placeholder="services/billing/src/prices.ts"
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <button type="submit" className="button primary">
          Who owns it?
        </button>
      </Form>
    </search>
  )
}
