'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Submit } from '@/components/ui/submit'
import {
  CHANGES,
  type ChangeKind,
  changeOf,
  sendReorganisation,
} from '@/lib/client/ownership/reorganise'
import type { ReorganisationRequest, ReorganisationResult } from '@/lib/ownership/types'
import type { Choice } from '@/lib/review/types'
import { OwnershipTabs } from './ownership-tabs'
import { ReorganisePreview } from './reorganise-preview'

interface Shown {
  change: ReorganisationRequest['change']
  result: ReorganisationResult
}

/** Teams change: what would move is shown first, and what was stays as it was. */
export function ReorganisePage({ teams }: { teams: Choice[] }) {
  const client = useQueryClient()
  const [kind, setKind] = useState<ChangeKind>('rename')
  const [shown, setShown] = useState<Shown>()
  const [error, setError] = useState<string>()
  const ask = async (change: ReorganisationRequest['change'], expected?: string) => {
    setError(undefined)
    try {
      const preview = expected === undefined
      const result = await sendReorganisation({ change, preview, expected })
      setShown({ change, result })
      if (!preview) await client.invalidateQueries()
    } catch (failed) {
      setError(failed instanceof Error ? failed.message : String(failed))
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '').trim()
    try {
      void ask(changeOf(kind, text('from'), text('to'), text('parts')))
    } catch (failed) {
      setError(failed instanceof Error ? failed.message : String(failed))
    }
  }
  return (
    <>
      <header className="page-head">
        <h1>Teams change, history stays</h1>
        <p className="muted">from now on; last quarter keeps the teams it had</p>
      </header>
      <OwnershipTabs current="reorganise" />
      <form className="asks reorganise" onSubmit={submit} onChange={() => setShown(undefined)}>
        <fieldset className="kinds">
          <legend>What happens</legend>
          {Object.entries(CHANGES).map(([value, label]) => (
            <label key={value}>
              <input
                type="radio"
                name="kind"
                value={value}
                checked={kind === value}
                onChange={() => setKind(value as ChangeKind)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        <label>
          {kind === 'leave' ? 'Who leaves' : kind === 'merge' ? 'Teams, parted by commas' : 'Team'}
          <input name="from" list="teams" required autoComplete="off" />
        </label>
        {kind === 'split' && (
          <label>
            New teams, one a line
            <textarea name="parts" rows={4} required placeholder="payments: billing, checkout" />
          </label>
        )}
        {kind !== 'dissolve' && (
          <label>
            {TO[kind]}
            <input
              name="to"
              list="teams"
              required={kind === 'rename' || kind === 'merge'}
              autoComplete="off"
            />
          </label>
        )}
        <datalist id="teams">
          {teams.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        <p>
          <Submit>Show what would change</Submit>
        </p>
      </form>
      <div role="status">
        {error && <p className="worse">{error}</p>}
        {shown && (
          <ReorganisePreview
            result={shown.result}
            onConfirm={() => void ask(shown.change, shown.result.stamp)}
          />
        )}
      </div>
    </>
  )
}

const TO: Record<Exclude<ChangeKind, 'dissolve'>, string> = {
  rename: 'New name',
  merge: 'Becomes',
  split: 'Everything else goes to (optional)',
  leave: 'Who takes over (optional)',
}
