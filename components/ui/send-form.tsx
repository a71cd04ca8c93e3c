'use client'

import type { FormEvent, ReactNode } from 'react'
import { Submit } from './submit'
import { useSending } from './use-sending'

interface Props {
  className?: string
  button: string
  /** Sends what was filled in, and no more: until it has, nothing else can be filled in. */
  send(form: FormData): Promise<unknown>
  children: ReactNode
}

/**
 * A form that is sent by its button, and says why where that did not go. It is emptied when that
 * went well, and closed while it is under way: what was typed meanwhile would be emptied with it.
 */
export function SendForm({ className = 'asks narrow', button, send, children }: Props) {
  const sending = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const filled = new FormData(form)
    void sending.send(async () => {
      await send(filled)
      form.reset()
    })
  }
  return (
    <>
      <form onSubmit={submit}>
        <fieldset className={className} disabled={sending.busy}>
          {children}
          <p>
            <Submit>{button}</Submit>
          </p>
        </fieldset>
      </form>
      <p role="alert" className="worse">
        {sending.error}
      </p>
    </>
  )
}
