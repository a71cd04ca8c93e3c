import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './harness/test'

const marks = (page: Page) =>
  page.getByRole('list', { name: 'Events in these weeks' }).getByRole('button')

test('a release is marked on the chart, said by keyboard, and listed below it', async ({
  page,
}) => {
  for (const path of ['/review', '/repositories']) {
    await page.goto(path)
    if (path === '/repositories') {
      await page.getByRole('main').getByRole('link', { name: 'shop', exact: true }).first().click()
      await expect(page.getByRole('heading', { level: 1, name: 'shop' })).toBeVisible()
    }
    const mark = marks(page).filter({ hasText: '◆' }).first()
    await expect(mark).toHaveAccessibleName(/v1\.0\.0 released/)
    await mark.focus()
    const words = page.locator('.event-words')
    await expect(words).toContainText('v1.0.0 released')
    await page.keyboard.press('Escape')
    await expect(words).toBeHidden()
    await page.getByText(/events? marked:/).click()
    await expect(
      page.getByRole('listitem').filter({ hasText: 'v1.0.0 released' }).last(),
    ).toBeVisible()
  }
})

for (const width of [1440, 1024, 390]) {
  test(`marks neither overlap nor move the chart at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto('/review')
    await expect(marks(page).first()).toBeVisible()
    const boxes = await Promise.all((await marks(page).all()).map((mark) => mark.boundingBox()))
    const lefts = boxes.flatMap((box) => (box ? [box] : [])).sort((a, b) => a.x - b.x)
    for (const [i, box] of lefts.entries()) {
      const next = lefts[i + 1]
      if (next) expect(next.x - box.x).toBeGreaterThanOrEqual(Math.min(24, box.width) - 1)
    }
    const plot = page.locator('.trend .plot').first()
    await marks(page).first().scrollIntoViewIfNeeded()
    const before = await plot.boundingBox()
    await marks(page).first().hover()
    await expect(page.locator('.event-words')).toBeVisible()
    expect(await plot.boundingBox()).toEqual(before)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      width,
    )
    const { violations } = await new AxeBuilder({ page }).include('.trend').analyze()
    expect(violations.map((v) => v.id)).toEqual([])
  })
}

test('a release leads to what came with it, from its mark and by its name', async ({ page }) => {
  await page.goto('/review')
  await page.getByText(/events? marked:/).click()
  await page
    .getByRole('link', { name: /v1\.0\.0 released/ })
    .last()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('shop as of the scan of')
  await page.getByRole('link', { name: /^what came with it/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: /\bfindings?$/ })).toBeVisible()
  const list = new URL(page.url()).search
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search everything' }).fill('v1.0.0')
  await expect(page.getByRole('option', { name: /v1\.0\.0.*release$/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL((url) => url.search === list)
})
