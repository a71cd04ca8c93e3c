import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { DatabaseGone } from '@/components/shell/database-gone'
import { UnknownFilter } from '@/components/shell/unknown-filter'
import { CursorError } from '@/lib/findings/cursor'
import { FilterError } from '@/lib/trends/resolve-filter'
import { reader } from './reader'

/**
 * Renders a page for whoever may read, and in place of it what can be said when its data cannot be had. As HTML, so
 * that it is readable without JavaScript, which error boundaries are not.
 */
export async function answer(page: () => Promise<ReactNode>): Promise<ReactNode> {
  try {
    await reader()
    return await page()
  } catch (error) {
    if (error instanceof FilterError || error instanceof CursorError) {
      return <UnknownFilter reason={error.message} />
    }
    if (error instanceof RangeError) notFound()
    if (databaseGone(error)) return <DatabaseGone />
    throw error
  }
}

/** Refused, reset, not found, shutting down, starting up, too many clients. */
const GONE = /^(ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|ENOENT|EACCES|08(?!P01)|57P0|53300)/

function databaseGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const causes = error instanceof AggregateError ? error.errors : [error, error.cause]
  return (
    /DATABASE_URL is not set|Connection terminated|timeout exceeded when trying to connect/.test(
      error.message,
    ) ||
    causes.some((cause: unknown) => GONE.test(String((cause as { code?: unknown } | null)?.code)))
  )
}
