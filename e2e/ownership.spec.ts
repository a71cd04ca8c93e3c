import AxeBuilder from '@axe-core/playwright'
import type { APIRequestContext, Page } from '@playwright/test'
import { expect, test } from './harness/test'

test.use({ baseURL: async ({ on }, use) => use(on.ledger.address) })
test.describe.configure({ mode: 'serial' })

const LIST = '/api/v1/findings?measure=unowned-decisions'

async function unowned(request: APIRequestContext, at?: string): Promise<number> {
  const answer = await request.get(at ? `${LIST}&at=${at}` : LIST)
  return ((await answer.json()) as { total: number }).total
}

async function weeks(request: APIRequestContext): Promise<(number | null)[]> {
  const answer = await request.get('/api/v1/trends?measure=unowned-decisions&by=service')
  const { total } = (await answer.json()) as { total: { value: number | null }[] }
  return total.map(({ value }) => value)
}

const title = (page: Page) => page.getByRole('heading', { level: 1 })

async function shows(page: Page, count: number): Promise<void> {
  await expect(title(page)).toHaveText(new RegExp(`^${count} decisions? needs? an owner`))
}

for (const colours of ['Light', 'Dark'] as const) {
  test(`nothing in the inbox is inaccessible in ${colours.toLowerCase()} colours`, async ({
    page,
  }) => {
    await page.goto('/ownership')
    await page.getByRole('button', { name: colours, exact: true }).click()
    await expect(page.getByRole('textbox', { name: /invariant/i })).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    const said = violations.map((v) => `${v.id} at ${v.nodes.map((n) => n.target).join(', ')}`)
    expect(said).toEqual([])
  })
}

test('the inbox can be read without JavaScript', async ({ browser, on }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, baseURL: on.ledger.address })
  await page.goto('/ownership')
  await expect(page.getByRole('table').getByText('@ledger/orders').first()).toBeVisible()
  await page
    .getByRole('table')
    .getByRole('link', { name: /^Caches/ })
    .first()
    .click()
  await expect(page.locator('#card')).toContainText('LRUCache')
  await page.close()
})

test('keys are listed, and off while typing', async ({ page }) => {
  await page.goto('/ownership')
  const before = await title(page).textContent()
  await page.getByRole('textbox', { name: /invariant/i }).fill('')
  await page.keyboard.type('a rate is never older than a minute')
  await expect(page.getByRole('textbox', { name: /invariant/i })).toHaveValue(/^a rate/)
  await expect(title(page)).toHaveText(before ?? '')
  await page.getByRole('table').getByRole('link').nth(2).focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('what does not reach the server comes back with the reason', async ({ browser, on }) => {
  const page = await browser.newPage({ baseURL: on.ledger.address })
  await page.goto('/ownership')
  const before = await unowned(page.request)
  await page.route('**/api/v1/ownership/acts', (route) => route.abort())
  await page.keyboard.press('a')
  await expect(page.getByRole('status').filter({ hasText: 'Not done' })).toBeVisible()
  await shows(page, before)
  expect(await unowned(page.request)).toBe(before)
  await page.close()
})

test('fifty decisions get an owner by keyboard; the chart falls then and not before', async ({
  page,
  request,
}) => {
  const all = await unowned(request)
  expect(all).toBeGreaterThanOrEqual(50)
  const chart = await weeks(request)
  const before = new Date().toISOString()

  await page.goto('/ownership')
  await shows(page, all)
  await expect(page.getByRole('link', { name: /Ownership/ })).toContainText(String(all))
  await page.keyboard.press('a')
  await expect(page.getByText(/^10 assigned to/)).toBeVisible()
  const left = await unowned(request)
  expect(left).toBeLessThan(all)
  await shows(page, left)
  await page.keyboard.press('u')
  await shows(page, all)

  for (const key of ['x', 'j', 'x', 'a']) await page.keyboard.press(key)
  await expect.poll(() => unowned(request)).toBeLessThan(left)
  for (let open = await unowned(request); open > 10; open = await unowned(request)) {
    await shows(page, open)
    await page.keyboard.press('a')
    await expect.poll(() => unowned(request)).toBeLessThan(open)
  }
  await page.keyboard.press('e')
  await page.getByRole('combobox', { name: 'Owner' }).fill('@ledger/billing')
  await page.keyboard.press('Enter')
  await shows(page, 0)
  await expect(page.getByRole('heading', { name: 'Every decision has an owner' })).toBeVisible()

  await expect.poll(() => unowned(request)).toBe(0)
  expect(await unowned(request, before)).toBe(all)
  const after = await weeks(request)
  expect(after.slice(0, -1)).toEqual(chart.slice(0, -1))
  expect([chart.at(-1), after.at(-1)]).toEqual([all, 0])
})

test('afterwards every number still equals its list', async ({ page, request }) => {
  await page.goto('/review?by=service')
  await page.getByText('View as table').click()
  const links = page.getByRole('table').first().getByRole('link')
  expect(await links.count()).toBeGreaterThan(2)
  for (const link of await links.all()) {
    const href = (await link.getAttribute('href')) ?? ''
    const list = await request.get(href.replace(/^\/findings/, '/api/v1/findings'))
    expect(String(((await list.json()) as { total: number }).total), href).toBe(
      await link.textContent(),
    )
  }
})
