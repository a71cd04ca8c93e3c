import AxeBuilder from '@axe-core/playwright'
import type { APIRequestContext, Page } from '@playwright/test'
import { count } from '@/lib/format/number'
import { weekOf } from '@/lib/time/weeks'
import { MEASURES } from '@/lib/trends/types'
import type { Instances } from './harness/instances'
import { open } from './harness/open'
import { NO_CLONES } from './harness/real-clones'
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

async function shows(page: Page, decisions: number): Promise<void> {
  await expect(title(page)).toHaveText(
    new RegExp(`^${count(decisions)} decisions? needs? an owner`),
  )
}

const current = (page: Page) =>
  page.getByRole('row').filter({ has: page.locator('[aria-current="true"]') })

/** Goes on to the next group for which somebody is suggested. */
async function findSuggested(page: Page): Promise<void> {
  while ((await current(page).getByText('no candidate').count()) > 0) {
    const before = await current(page).getAttribute('data-group')
    await page.keyboard.press('j')
    await expect(current(page)).not.toHaveAttribute('data-group', before ?? '')
  }
}

/** Gives the open group to whom is suggested, else, where nobody is, to `otherwise`. */
async function assignGroup(page: Page, otherwise: string): Promise<void> {
  if ((await current(page).getByText('no candidate').count()) === 0) {
    return page.keyboard.press('a')
  }
  await page.keyboard.press('e')
  await page.getByRole('combobox', { name: 'Owner' }).fill(otherwise)
  await page.keyboard.press('Enter')
  const anyway = page.getByRole('button', { name: 'Assign anyway' })
  if (await anyway.isVisible()) await page.keyboard.press('Enter')
}

/**
 * Gives owners by keyboard, as somebody would who never touches the mouse, until at most `rest` are
 * without one; how many there were before and after.
 */
async function clears(page: Page, rest: (all: number) => number) {
  const { request } = page
  const all = await unowned(request)
  await open(page, '/ownership')
  await shows(page, all)
  await expect(page.getByRole('link', { name: /^Ownership/ })).toContainText(count(all))
  await findSuggested(page)
  await page.keyboard.press('a')
  await expect(page.getByText(/^\d+ assigned to/)).toBeVisible()
  const left = await unowned(request)
  expect(left).toBeLessThan(all)
  await shows(page, left)
  for (const key of ['x', 'j', 'x', 'e']) await page.keyboard.press(key)
  await page.getByRole('combobox', { name: 'Owner' }).fill('@nobody/else')
  await page.keyboard.press('Enter')
  await expect.poll(() => unowned(request)).toBeLessThan(left)
  await page.keyboard.press('u')
  await shows(page, left)
  await page.keyboard.press('u')
  await shows(page, all)
  expect(await unowned(request)).toBe(all)

  for (let open = all; open > rest(all); open = await unowned(request)) {
    await shows(page, open)
    await assignGroup(page, '@nobody/else')
    await expect.poll(() => unowned(request)).toBeLessThan(open)
  }
  return { all, left: await unowned(request) }
}

for (const colours of ['Light', 'Dark'] as const) {
  test(`nothing in the inbox is inaccessible in ${colours.toLowerCase()} colours`, async ({
    page,
  }) => {
    await open(page, '/ownership')
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
  await open(page, '/ownership')
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

test('every group of the page is selected by one key, and none by the same', async ({ page }) => {
  await open(page, '/ownership')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await page.keyboard.press('Shift+X')
  const groups = await page.getByRole('table').getByRole('rowheader').count()
  const bar = page.getByRole('region', { name: 'Selected groups' })
  await expect(bar).toContainText(`${groups} groups selected, 60 decisions`)
  await page.keyboard.press('Shift+X')
  await expect(bar).toHaveCount(0)
})

test('what does not reach the server comes back with the reason', async ({ browser, on }) => {
  const page = await browser.newPage({ baseURL: on.ledger.address })
  await open(page, '/ownership')
  const before = await unowned(page.request)
  await page.route('**/api/v1/ownership/acts', (route) => route.abort())
  await page.keyboard.press('a')
  await expect(page.getByRole('status').filter({ hasText: 'Not done' })).toBeVisible()
  await shows(page, before)
  expect(await unowned(page.request)).toBe(before)
  await page.close()
})

const PLACES = { ledger: 'a fixture', real: 'repositories that nobody here wrote' } as const
/** Without an owner in the end: nothing, or so many that fifty have got one. */
const REST = { ledger: () => 10, real: (all: number) => all - 50 }

for (const [place, of] of Object.entries(PLACES) as [keyof typeof PLACES, string][]) {
  test.describe(`in ${of}`, () => {
    test.use({ baseURL: async ({ on }, use) => use(addressOf(on, place)) })
    test.skip(({ on }) => addressOf(on, place) === undefined, NO_CLONES)

    test('fifty decisions get an owner by keyboard; the chart falls then and not before', async ({
      page,
      request,
    }) => {
      const chart = await weeks(request)
      const before = new Date().toISOString()
      const { all, left } = await clears(page, REST[place])
      expect(all - left).toBeGreaterThanOrEqual(50)
      expect(await unowned(request, before)).toBe(all)
      const after = await weeks(request)
      expect(after.slice(0, -1)).toEqual(chart.slice(0, -1))
      expect([chart.at(-1), after.at(-1)]).toEqual([all, left])
    })

    test('afterwards every number still equals its list', async ({ page, request }) => {
      // Some hundred lists, each asked for by itself.
      test.setTimeout(5 * 60_000)
      const { id } = weekOf(new Date(), 'UTC')
      let numbers = 0
      for (const measure of MEASURES) {
        await page.goto(`/review/${id}?by=service&measure=${measure}`)
        await page.getByText('View as table').click()
        const links = page.getByRole('table').first().locator('a[href^="/findings"]')
        for (const [href, shown] of await links.evaluateAll((all) =>
          all.map((link) => [link.getAttribute('href') ?? '', link.textContent ?? ''] as const),
        )) {
          const list = await request.get(href.replace(/^\/findings/, '/api/v1/findings'))
          const { total } = (await list.json()) as { total: number }
          expect(count(total), href).toBe(shown)
          numbers += 1
        }
      }
      expect(numbers).toBeGreaterThan(2)
    })
  })
}

test('the last ones too get an owner; then the inbox says so', async ({ page, request }) => {
  await open(page, '/ownership')
  await shows(page, 10)
  await page.keyboard.press('e')
  await page.getByRole('combobox', { name: 'Owner' }).fill('@ledger/billing')
  await page.keyboard.press('Enter')
  await shows(page, 0)
  await expect(page.getByRole('heading', { name: 'Every decision has an owner' })).toBeVisible()
  await expect.poll(() => unowned(request)).toBe(0)
  expect((await weeks(request)).at(-1)).toBe(0)
})

function addressOf(on: Instances, place: keyof typeof PLACES): string | undefined {
  return on[place]?.address
}
