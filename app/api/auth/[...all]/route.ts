import { route } from '@/lib/http/route'
import { handleSignIn } from '@/lib/people/sign-in/handle'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Where the provider sends people back to. */
export const GET = route('everybody', handleSignIn)

/** Signs in, and out. */
export const POST = route('everybody', handleSignIn)
