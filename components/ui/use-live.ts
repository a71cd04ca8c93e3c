import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Whether the page's scripts have taken over: false on the server and until the first effects. */
export function useLive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
