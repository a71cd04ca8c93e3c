'use client'

import { useState } from 'react'
import { SendForm } from '@/components/ui/send-form'
import { useSending } from '@/components/ui/use-sending'
import { changePerson, newLink } from '@/lib/client/people'
import { instant } from '@/lib/format/date'
import { visible } from '@/lib/format/visible'
import type { PersonRow, PersonWithLink } from '@/lib/people/types'
import { PersonFields, personOf } from './person-fields'

interface Props {
  person: PersonRow
  onLink(made: PersonWithLink): void
  onChanged(): Promise<unknown>
}

/** One person, with what an admin may do to them. */
export function PersonItem({ person, onLink, onChanged }: Props) {
  const { id, name, email, handle, role, teams, disabledAt, signsInBy } = person
  const [open, setOpen] = useState(false)
  const { busy, error, send } = useSending()
  const change = async (what: Parameters<typeof changePerson>[1]) => {
    await changePerson(id, what)
    setOpen(false)
    await onChanged()
  }
  const disabled = disabledAt !== null
  return (
    <li>
      <div>
        <b>{visible(name)}</b> <span className="chip">{role}</span>{' '}
        {disabled && <span className="chip warn">may not sign in since {instant(disabledAt)}</span>}
        <p className="muted">
          {visible(email)}
          {handle && ` · ${visible(handle)}`} ·{' '}
          {signsInBy.length === 0
            ? 'has not been here yet'
            : signsInBy.map((by) => (by === 'oidc' ? 'provider' : 'password')).join(', ')}
        </p>
        <p>
          {teams.map((team) => (
            <span key={team.name} className="chip">
              {team.leads && 'leads '}
              {visible(team.name)}
            </span>
          ))}
        </p>
      </div>
      <p className="tools">
        <button
          type="button"
          className="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          Change<span className="hidden-visually"> {name}</span>
        </button>
        <button
          type="button"
          className="button"
          disabled={busy || disabled}
          onClick={() => void send(async () => onLink(await newLink(id)))}
        >
          New link<span className="hidden-visually"> for {name}</span>
        </button>
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => void send(() => change({ disabled: !disabled }))}
        >
          {disabled ? 'Let in again' : 'Shut out'}
          <span className="hidden-visually"> {name}</span>
        </button>
      </p>
      {open && (
        <SendForm button="Save" send={(form) => change(personOf(form))}>
          <PersonFields person={person} />
        </SendForm>
      )}
      <p role="alert" className="worse">
        {error}
      </p>
    </li>
  )
}
