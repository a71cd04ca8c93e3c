'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

/**
 * An act on budgets; afterwards every page shows it. The page is made anew, as of now: what begins
 * now has not begun at the instant that the page was of before.
 */
export function useBudgetAct() {
  const client = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: async () => {
      router.refresh()
      await client.invalidateQueries()
    },
  })
}

/** A text of a form, absent where nothing was written. */
export function written(form: FormData, name: string): string | undefined {
  const text = String(form.get(name) ?? '').trim()
  return text === '' ? undefined : text
}
