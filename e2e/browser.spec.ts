import { expect, test } from './harness/test'

test('the dashboard answers with its name', async ({ page }) => {
  await page.goto('/')
  await expect(page).toHaveTitle(/Plumbline/)
})
