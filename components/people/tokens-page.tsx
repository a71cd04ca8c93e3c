'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SendForm } from '@/components/ui/send-form'
import { addToken, tokensQuery } from '@/lib/client/people'
import { type NewToken, SCOPES } from '@/lib/people/types'
import { ShownOnce } from './shown-once'
import { TokenRows } from './token-rows'

const SCOPE_WORDS = { ingest: 'Send scans', read: 'Read findings and trends' }
const DAYS = { 30: '30 days', 90: '90 days', 366: 'a year' }

/** What machines show in place of a session. */
export function TokensPage({ repositories }: { repositories: readonly string[] }) {
  const client = useQueryClient()
  const { data } = useQuery(tokensQuery())
  const [made, setMade] = useState<NewToken>()
  const refresh = () => client.invalidateQueries({ queryKey: tokensQuery().queryKey })
  const add = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const scopes = SCOPES.filter((scope) => form.getAll('scopes').includes(scope))
    const wanted = { name: text('name'), repository: text('repository'), scopes }
    setMade(await addToken({ ...wanted, days: Number(text('days')) }))
    void refresh()
  }
  return (
    <>
      <header className="page-head">
        <h1>Tokens</h1>
        <p className="muted">
          Each is for one repository, ends by itself, and is kept as a hash. The scanner reads its
          from <code>PLUMBLINE_TOKEN</code>.
        </p>
      </header>
      {made && <ShownOnce title={`The token “${made.row.name}”.`} secret={made.token} />}
      <TokenRows tokens={data?.tokens ?? []} onRevoked={refresh} />
      <section className="section">
        <h2>Make a token</h2>
        <SendForm button="Make it" send={add}>
          <label>
            Name
            <input name="name" required maxLength={100} placeholder="build of shop" />
          </label>
          <label>
            Repository, as scans name it
            <input
              name="repository"
              required
              list="token-repositories"
              placeholder="github.com/acme/shop"
              autoComplete="off"
            />
          </label>
          <datalist id="token-repositories">
            {repositories.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <fieldset className="kinds">
            <legend>May</legend>
            {SCOPES.map((scope) => (
              <label key={scope}>
                <input
                  type="checkbox"
                  name="scopes"
                  value={scope}
                  defaultChecked={scope === 'ingest'}
                />
                {SCOPE_WORDS[scope]}
              </label>
            ))}
          </fieldset>
          <label>
            Ends after
            <select name="days" defaultValue="90">
              {Object.entries(DAYS).map(([days, label]) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        </SendForm>
      </section>
    </>
  )
}
