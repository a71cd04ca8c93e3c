import { readdirSync } from 'node:fs'
import path from 'node:path'
import { root } from '@/lib/db/root'
import type { Case } from './permission.case.fixture'
import { FINDINGS } from './permission.findings.fixture'
import { OWNERSHIP } from './permission.ownership.fixture'
import { PEOPLE } from './permission.people.fixture'
import { RETRY } from './permission.retry.fixture'
import { REVIEW } from './permission.review.fixture'

/**
 * What every route and verb answers to whom, written down by hand. A route or verb that is not here
 * fails the test, and so does a row without one. Refused requests must change nothing.
 */
export const EXPECTED: Record<string, Case[]> = {
  ...FINDINGS,
  ...OWNERSHIP,
  ...PEOPLE,
  ...RETRY,
  ...REVIEW,
}

const VERBS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>

/** Every route file of the product, with the verbs that it answers. */
export async function routes(): Promise<Map<string, { path: string; handler: Handler }>> {
  const app = path.join(root, 'app')
  const files = readdirSync(app, { recursive: true, encoding: 'utf8' })
  const found = new Map<string, { path: string; handler: Handler }>()
  for (const file of files.filter((name) => /(^|\/)route\.tsx?$/.test(name))) {
    const module = (await import(path.join(app, file))) as Partial<Record<string, Handler>>
    const address = `/${path.dirname(file)}`.replace(/\/\([^)]*\)/g, '')
    for (const verb of VERBS) {
      const handler = module[verb]
      if (handler) found.set(`${verb} ${address}`, { path: address, handler })
    }
  }
  return found
}
