'use client'

import { ErrorNotice } from '@/components/shell/error-notice'

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string }
  reset: () => void
}) {
  return <ErrorNotice reference={error.digest} retry={reset} />
}
