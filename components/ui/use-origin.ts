import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Address at which the page is open, `http://127.0.0.1:3000`; null on the server and until the first effects. */
export function useOrigin(): string | null {
  return useSyncExternalStore(
    never,
    () => location.origin,
    () => null,
  )
}
