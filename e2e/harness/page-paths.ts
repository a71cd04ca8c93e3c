import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'

const app = fileURLToPath(new URL('../../app', import.meta.url))

/** For those who are not signed in. */
const OPEN = ['/sign-in', '/welcome']

const UNKNOWN = '00000000-0000-4000-8000-000000000000'

/** Where a link to a page of this kind is found, if not on the list of its kind. */
const FOUND_ON: Record<string, string> = {
  '/retry-paths/[id]': '/retry-map',
  '/review/[week]': '/review',
  '/views/[name]': '/findings',
}

/** Every page of the app folder, as `/repositories/[id]`. */
export const pageRoutes: readonly string[] = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => `/${path.dirname(file).split(path.sep).join('/')}`)
  .map((route) => route.replace(/^\/\.$/, '/').replace(/\/\([^)]*\)/g, ''))
  .sort()

/** Addresses of every page of the product that needs a session, with something for each parameter. */
export function pagePaths(): string[] {
  return pageRoutes
    .filter((route) => !OPEN.includes(route))
    .map((route) => route.replace('[week]', '2026-W40').replace(/\[[^\]]*\]/g, UNKNOWN))
}

/** An address of a page of this kind that exists, as a reader finds it by following links. */
export async function addressOf(page: Page, route: string): Promise<string> {
  const list = path.posix.dirname(route)
  if (!route.includes('[')) return route
  // A page of its own below something that exists.
  if (!route.endsWith(']')) return `${await addressOf(page, list)}/${path.posix.basename(route)}`
  await page.goto(FOUND_ON[route] ?? list)
  const links = page.locator(`main a[href^="${list}/"]`)
  await expect(links, `a link to ${route}`).not.toHaveCount(0)
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const own = hrefs.find((href) => !pageRoutes.includes(new URL(href, 'http://x').pathname))
  return own ?? list
}
