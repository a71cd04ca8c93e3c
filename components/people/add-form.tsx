import type { FormEvent, ReactNode } from 'react'
import { useSending } from './use-sending'

interface Props {
  title: string
  button: string
  /** Sends what was filled in; the form is emptied when that went well. */
  add(form: FormData): Promise<unknown>
  children: ReactNode
}

/** A form that adds one to the list above it, and says why where that did not go. */
export function AddForm({ title, button, add, children }: Props) {
  const { busy, error, send } = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    void send(async () => {
      await add(new FormData(form))
      form.reset()
    })
  }
  return (
    <section className="section">
      <h2>{title}</h2>
      <form className="asks narrow" onSubmit={submit}>
        {children}
        <p>
          <button type="submit" className="button primary" disabled={busy}>
            {button}
          </button>
        </p>
      </form>
      <p role="alert" className="worse">
        {error}
      </p>
    </section>
  )
}
