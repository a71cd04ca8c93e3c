'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { SendForm } from '@/components/ui/send-form'
import { addPerson, peopleQuery } from '@/lib/client/people'
import type { PersonWithLink } from '@/lib/people/types'
import { PersonFields, personOf } from './person-fields'
import { PersonItem } from './person-item'
import { ShownOnce } from './shown-once'

/** Who may sign in, what they may do, and the links by which they choose a password. */
export function PeoplePage() {
  const client = useQueryClient()
  const { data } = useQuery(peopleQuery())
  const [made, setMade] = useState<PersonWithLink>()
  const refresh = () => client.invalidateQueries({ queryKey: peopleQuery().queryKey })
  const add = async (form: FormData) => {
    setMade(await addPerson(personOf(form)))
    void refresh()
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
        <SendForm button="Add and make a link" send={add}>
          <PersonFields />
        </SendForm>
      </section>
    </>
  )
}
