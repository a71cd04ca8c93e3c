import { QueryClient } from '@tanstack/react-query'
import { HttpError } from './fetch-json'

/** One per request on the server, one per tab in the browser. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // The server's no is an answer; only a failed way to it is worth another try.
        retry: (failures, error) =>
          failures < 2 && !(error instanceof HttpError && error.status < 500),
      },
    },
  })
}
