import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { expect, test } from './harness/test'

const AT_MOST = 300 * 1024
const app = fileURLToPath(new URL('../app', import.meta.url))

/** Every page of the app folder, as `/repositories/[id]`. */
const routes = readdirSync(app, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => `/${path.dirname(file).split(path.sep).join('/')}`.replace(/^\/\.$/, '/'))
  .sort()

/** Where a link to a page of this kind is found, if not on the list of its kind. */
const FOUND_ON: Record<string, string> = {
  '/retry-paths/[id]': '/retry-map',
  '/review/[week]': '/review',
}

async function addressOf(page: Page, route: string): Promise<string> {
  const list = path.posix.dirname(route)
  if (!route.includes('[')) return route
  await page.goto(FOUND_ON[route] ?? list)
  const links = page.locator(`main a[href^="${list}/"]`)
  await expect(links, `a link to ${route}`).not.toHaveCount(0)
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  const own = hrefs.find((href) => !routes.includes(new URL(href, 'http://x').pathname))
  return own ?? list
}

for (const route of routes) {
  test(`${route} ships at most 300 KB of compressed script`, async ({ page, browser, baseURL }) => {
    const address = await addressOf(page, route)
    // A browser that has been here before has its scripts already: this one has not.
    const visitor = await browser.newPage({ baseURL })
    const sizes: Promise<number>[] = []
    visitor.on('requestfinished', (request) => {
      if (request.resourceType() !== 'script') return
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
    })
    await visitor.goto(address, { waitUntil: 'networkidle' })
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(bytes, `${address} loads scripts`).toBeGreaterThan(10_000)
    expect(bytes, `bytes of script of ${address}`).toBeLessThanOrEqual(AT_MOST)
    await visitor.close()
  })
}
