'use client'

import { SendForm } from '@/components/ui/send-form'
import { welcome } from '@/lib/client/people'
import { PASSWORD_AT_LEAST, PASSWORD_AT_MOST } from '@/lib/people/types'

interface Props {
  linkKey: string
  /** Whom the link is for; none: whoever has it becomes the first admin. */
  person?: { name: string; email: string }
}

/** What a one-time link leads to: choosing a password, for the first admin with a name. */
export function WelcomePage({ linkKey, person }: Props) {
  const send = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '')
    const who = person ? {} : { name: text('name'), email: text('email') }
    await welcome({ key: linkKey, password: text('password'), ...who })
    window.location.assign('/review')
  }
  return (
    <section className="panel entrance" aria-labelledby="welcome">
      <h1 id="welcome">{person ? `Welcome, ${person.name}` : 'The first admin'}</h1>
      <p className="muted">
        {person
          ? 'Choose a password; this link works once.'
          : 'Nobody can sign in yet. Whoever fills this in administers this Plumbline: people, roles and tokens. The link works once.'}
      </p>
      <SendForm
        className="asks"
        button={person ? 'Set it and sign in' : 'Become the admin'}
        send={send}
      >
        {!person && (
          <label>
            Name
            <input name="name" required maxLength={200} autoComplete="name" />
          </label>
        )}
        <label>
          E-mail address
          <input
            name="email"
            type="email"
            required
            readOnly={person !== undefined}
            defaultValue={person?.email}
            autoComplete="username"
          />
        </label>
        <label>
          Password, at least {PASSWORD_AT_LEAST} characters
          <input
            name="password"
            type="password"
            required
            minLength={PASSWORD_AT_LEAST}
            maxLength={PASSWORD_AT_MOST}
            autoComplete="new-password"
          />
        </label>
      </SendForm>
    </section>
  )
}
