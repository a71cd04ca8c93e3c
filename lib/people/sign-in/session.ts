import { database } from '@/lib/db/database'
import type { Person } from '../principal'
import { readPerson } from '../queries'
import { makeAuth } from './auth'
import { sessionSecret } from './secret'
import { providerOf } from './settings'

type Auth = ReturnType<typeof makeAuth>
const holder = globalThis as typeof globalThis & { plumblineAuth?: Promise<Auth> }

/** This process's sign-in; made when it is first needed. */
export function auth(): Promise<Auth> {
  holder.plumblineAuth ??= make().catch((error: unknown) => {
    holder.plumblineAuth = undefined
    throw error
  })
  return holder.plumblineAuth
}

async function make(): Promise<Auth> {
  const { pool } = database()
  const url = process.env.PLUMBLINE_URL?.trim() || 'http://127.0.0.1:3000'
  const secret = await sessionSecret(pool)
  return makeAuth({ pool, secret, url, provider: providerOf(process.env) })
}

/** Who is signed in, with their role and teams as of now; nobody without a session that holds. */
export async function personOf(headers: Headers): Promise<Person | undefined> {
  if (!headers.get('cookie')) return undefined
  const session = await (await auth()).api.getSession({ headers })
  return session ? readPerson(database().pool, session.user.id) : undefined
}
