'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { addPerson, peopleQuery } from '@/lib/client/people'
import type { PersonWithLink } from '@/lib/people/types'
import { PersonFields, personOf } from './person-fields'
import { PersonItem } from './person-item'
import { ShownOnce } from './shown-once'
import { useSending } from './use-sending'

/** Who may sign in, what they may do, and the links by which they choose a password. */
export function PeoplePage() {
  const client = useQueryClient()
  const { data } = useQuery(peopleQuery())
  const [made, setMade] = useState<PersonWithLink>()
  const { busy, error, send } = useSending()
  const refresh = () => client.invalidateQueries({ queryKey: peopleQuery().queryKey })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    void send(async () => {
      setMade(await addPerson(personOf(new FormData(form))))
      form.reset()
      await refresh()
    })
  }
  return (
    <>
      <header className="page-head">
        <h1>People</h1>
        <p className="muted">
          Everybody signed in reads everything. Members take part, leads decide for their teams,
          admins do this.
        </p>
      </header>
      {made && (
        <ShownOnce
          title={`Give ${made.person.name} this link to choose a password, within a day.`}
          secret={`${window.location.origin}${made.link}`}
        />
      )}
      <ul className="panel section people">
        {(data?.people ?? []).map((person) => (
          <PersonItem key={person.id} person={person} onLink={setMade} onChanged={refresh} />
        ))}
      </ul>
      <section className="section">
        <h2>Add somebody</h2>
        <form className="asks narrow" onSubmit={submit}>
          <PersonFields />
          <p>
            <button type="submit" className="button primary" disabled={busy}>
              Add and make a link
            </button>
          </p>
        </form>
        <p role="alert" className="worse">
          {error}
        </p>
      </section>
    </>
  )
}
