import { type NextRequest, NextResponse } from 'next/server'
import { ASKED } from '@/lib/client/asked'

/**
 * Tells pages which address was asked for, so that sign-in can lead back to it. It lets nobody in or
 * out: who may read is asked where the data is (docs/decisions/0010).
 */
export function proxy({ headers: sent, nextUrl }: NextRequest): NextResponse {
  const headers = new Headers(sent)
  headers.set(ASKED, nextUrl.pathname + nextUrl.search)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: '/((?!api/|_next/).*)' }
