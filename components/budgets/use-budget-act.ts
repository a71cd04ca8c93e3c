'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'

/** An act on budgets; afterwards every page shows it. */
export function useBudgetAct() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: () => client.invalidateQueries(),
  })
}

/** A text of a form, absent where nothing was written. */
export function written(form: FormData, name: string): string | undefined {
  const text = String(form.get(name) ?? '').trim()
  return text === '' ? undefined : text
}
