'use client'

import { QueryClientProvider, useIsFetching } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { newQueryClient } from '@/lib/client/query-client'

/** One query cache for this tab, and a thin line on top while it is being refreshed. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(newQueryClient)
  return (
    <QueryClientProvider client={client}>
      <FetchProgress />
      {children}
    </QueryClientProvider>
  )
}

function FetchProgress() {
  return useIsFetching() > 0 ? <div className="progress" aria-hidden="true" /> : null
}
