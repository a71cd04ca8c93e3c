import { addressOf, pageRoutes } from './harness/page-paths'
import { expect, test } from './harness/test'

test('what is typed before the scripts are there cannot be sent to the address of the page', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(3 * 60_000)
  const still = await browser.newContext({ baseURL, javaScriptEnabled: false })
  const visitor = await still.newPage()
  // Forms that script sends have no address of their own.
  const buttons = visitor.locator('form:not([action], [method=dialog]) [type=submit]')
  let found = 0
  for (const route of pageRoutes) {
    const address = await addressOf(page, route)
    await visitor.goto(address)
    found += await buttons.count()
    expect.soft(await buttons.and(visitor.locator(':enabled')).count(), address).toBe(0)
  }
  expect(found, 'buttons of such forms').toBeGreaterThan(3)
  await still.close()
})
