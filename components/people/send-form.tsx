'use client'

import type { FormEvent, ReactNode } from 'react'
import { Submit } from '@/components/ui/submit'
import { useSending } from './use-sending'

interface Props {
  className?: string
  button: string
  /** Sends what was filled in; the form is emptied when that went well. */
  send(form: FormData): Promise<unknown>
  children: ReactNode
}

/** A form that is sent by its button, and says why where that did not go. */
export function SendForm({ className = 'asks narrow', button, send, children }: Props) {
  const sending = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    void sending.send(async () => {
      await send(new FormData(form))
      form.reset()
    })
  }
  return (
    <>
      <form className={className} onSubmit={submit}>
        {children}
        <p>
          <Submit disabled={sending.busy}>{button}</Submit>
        </p>
      </form>
      <p role="alert" className="worse">
        {sending.error}
      </p>
    </>
  )
}
