import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const app = fileURLToPath(new URL('../../app', import.meta.url))

/** For those who are not signed in. */
const OPEN = ['/sign-in', '/welcome']

/** Addresses of every page of the product that needs a session, with something for each parameter. */
export function pagePaths(): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page\.tsx$/.test(file))
    .map((file) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/').replace(/\/\([^)]*\)/g, ''))
    .filter((address) => !OPEN.includes(address))
    .map((address) => address.replace('[week]', '2026-W40').replace(/\[[^\]]*\]/g, UNKNOWN))
}

const UNKNOWN = '00000000-0000-4000-8000-000000000000'
