import AxeBuilder from '@axe-core/playwright'
import { addressOf, pageRoutes } from './harness/page-paths'
import { expect, test } from './harness/test'

/** Between them every width and both themes, without opening each page six times. */
const SCREENS = [
  { width: 1440, colorScheme: 'light' },
  { width: 1024, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
] as const

for (const route of pageRoutes) {
  test(`${route} is accessible and as wide as its screen`, async ({ page }) => {
    const address = await addressOf(page, route)
    for (const { width, colorScheme } of SCREENS) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme })
      await page.goto(address, { waitUntil: 'networkidle' })
      const screen = `${address} at ${width} px, ${colorScheme}`
      const wide = await page.evaluate(() => document.documentElement.scrollWidth)
      expect.soft(wide, `width of ${screen}`).toBeLessThanOrEqual(width)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const said = violations.map((v) => `${v.id} at ${v.nodes.map((n) => n.target).join(', ')}`)
      expect.soft(said, screen).toEqual([])
    }
  })
}

for (const route of ['/flows', '/retry-paths/[id]']) {
  test(`${route} stays as wide as a phone, however long its names are`, async ({ page }) => {
    const address = await addressOf(page, route)
    await page.setViewportSize({ width: 390, height: 900 })
    await page.goto(address, { waitUntil: 'networkidle' })
    const wide = await page.evaluate(() => {
      for (const named of document.querySelectorAll(
        'main :is(h1, h2, h3, .section > p), .step-table td',
      )) {
        named.textContent = '$organizationSlug'.repeat(9)
      }
      return document.documentElement.scrollWidth
    })
    expect(wide).toBeLessThanOrEqual(390)
  })
}

test('what a list is narrowed to stays within a phone, instants too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 900 })
  const introduced = '2026-08-13T14:48:29.000Z..2026-08-20T11:47:22.000Z'
  await page.goto(`/findings?introduced=${introduced}`, { waitUntil: 'networkidle' })
  await expect(page.getByRole('list', { name: 'Narrowed to' })).toContainText('14:48')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
