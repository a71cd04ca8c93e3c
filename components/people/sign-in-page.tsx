'use client'

import type { FormEvent } from 'react'
import { useSending } from '@/components/ui/use-sending'
import { providerAddress, signIn } from '@/lib/client/people'

interface Props {
  /** Address of the page to go on to. */
  next: string
  /** Name of the organisation's provider, where there is one. */
  provider?: string
  /** Why coming back from it did not sign in. */
  failed?: string
}

/** Where the forms go without JavaScript. */
const BY_FORM = '/sign-in/form'

/** The way in: a password, or the organisation's own provider. */
export function SignInPage({ next, provider, failed }: Props) {
  const { busy, error, send } = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    void send(async () => {
      await signIn(text('email'), text('password'))
      window.location.assign(next)
    })
  }
  const toProvider = (event: FormEvent) => {
    event.preventDefault()
    void send(async () => window.location.assign(await providerAddress(next)))
  }
  return (
    <section className="panel entrance" aria-labelledby="sign-in">
      <h1 id="sign-in">Sign in to Plumbline</h1>
      <form className="asks" method="post" action={BY_FORM} onSubmit={submit}>
        <input type="hidden" name="next" value={next} />
        <label>
          E-mail address
          <input name="email" type="email" required autoComplete="username" />
        </label>
        <label>
          Password
          <input name="password" type="password" required autoComplete="current-password" />
        </label>
        <p>
          <button type="submit" className="button primary" disabled={busy}>
            Sign in
          </button>
        </p>
      </form>
      {provider && (
        <form method="post" action={BY_FORM} onSubmit={toProvider}>
          <input type="hidden" name="next" value={next} />
          <button type="submit" name="provider" value="oidc" className="button" disabled={busy}>
            Sign in with {provider}
          </button>
        </form>
      )}
      <p role="alert" className="worse">
        {error ?? failed}
      </p>
      <p className="muted">
        No account, or no password any more? An admin gives you a link. Machines use tokens.
      </p>
    </section>
  )
}
