'use client'

import { useState } from 'react'

/** One thing being sent at a time, and what went wrong with the last. */
export function useSending() {
  const [state, setState] = useState<{ busy: boolean; error?: string }>({ busy: false })
  const send = async (work: () => Promise<unknown>) => {
    setState({ busy: true })
    try {
      await work()
      setState({ busy: false })
    } catch (error) {
      setState({ busy: false, error: error instanceof Error ? error.message : String(error) })
    }
  }
  return { ...state, send }
}
