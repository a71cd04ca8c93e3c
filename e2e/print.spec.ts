import { pdfPages } from './harness/pdf-pages'
import { expect, test } from './harness/test'

test('the review prints on two pages of A4 at most, whatever the theme on the screen', async ({
  page,
}) => {
  for (const theme of ['Light', 'Dark'] as const) {
    await page.goto('/review')
    await page.getByRole('button', { name: theme, exact: true }).click()
    const pages = pdfPages(await page.pdf({ format: 'A4' }))
    expect(pages).toBeGreaterThanOrEqual(1)
    expect(pages).toBeLessThanOrEqual(2)
  }
})

test('in print a direction is said in words or by a sign, and paper is white', async ({ page }) => {
  await page.goto('/review')
  await page.getByRole('button', { name: 'Dark', exact: true }).click()
  await page.emulateMedia({ media: 'print' })
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(background).toMatch(/rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)/)
  for (const one of await page.locator('main .worse, main .better').all()) {
    if (!(await one.isVisible())) continue
    const text = (await one.textContent()) ?? ''
    expect(text).toMatch(/worse|better|fewer|more|overdue|[▲▼+−]/)
  }
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden()
})
