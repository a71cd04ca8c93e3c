import { route } from '@/lib/http/route'
import { signInByForm } from '@/lib/people/sign-in/by-form'

export const dynamic = 'force-dynamic'
export const runtime = 'nodejs'

/** Signs in without JavaScript. */
export const POST = route('everybody', signInByForm)
