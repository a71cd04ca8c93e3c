import AxeBuilder from '@axe-core/playwright'
import { open } from './harness/open'
import { expect, test } from './harness/test'

const MEASURES = ['Unowned decisions', 'Duplicated retry layers', 'Flagged patterns']

test('a real repository is on the page: each number leads to exactly the findings it counts', async ({
  page,
}) => {
  for (const measure of MEASURES) {
    await page.goto('/review')
    const tile = page.getByRole('region', { name: measure, exact: true })
    const number = tile.getByRole('link').first()
    const value = Number(((await number.textContent()) ?? '').replaceAll(',', ''))
    await number.click()
    await page.waitForURL(/\/findings\?/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${value} `))
    await expect(page.getByRole('main').locator('.finding')).toHaveCount(value)
  }
})

test('the decisions of the repository are found, with the file they are in', async ({ page }) => {
  await page.goto('/review')
  const tile = page.getByRole('region', { name: 'Unowned decisions', exact: true })
  await tile.getByRole('link').first().click()
  const main = page.getByRole('main')
  for (const file of ['billing/src/prices.ts', 'orders/src/charge.ts', 'orders/src/store.ts']) {
    await expect(main.getByText(file).first()).toBeVisible()
  }
})

test('every number in the table of the chart is the length of the list behind it', async ({
  page,
  request,
}) => {
  for (const by of ['team', 'service']) {
    await page.goto(`/review?by=${by}`)
    await page.getByText('View as table').click()
    const links = page.getByRole('table').first().getByRole('cell').getByRole('link')
    expect(await links.count()).toBeGreaterThan(10)
    for (const link of await links.all()) {
      const href = (await link.getAttribute('href')) ?? ''
      const list = await request.get(href.replace(/^\/findings/, '/api/v1/findings'))
      const { total } = (await list.json()) as { total: number }
      expect(String(total), href).toBe(await link.textContent())
    }
  }
})

test('split by team or service stands in the URL and names them in the table', async ({ page }) => {
  await page.goto('/review?by=team')
  const heads = page.getByRole('table').first().getByRole('columnheader')
  await page.getByText('View as table').click()
  await expect(heads.filter({ hasText: 'shop/billing' })).toBeVisible()
  await page.getByRole('link', { name: 'By service' }).click()
  await expect(page).toHaveURL(/by=service|\/review$/)
  await expect(page.getByRole('heading', { name: 'Unowned decisions by service' })).toBeVisible()
  await expect(heads.filter({ hasText: /^orders$/ })).toBeVisible()
  await page.goBack()
  await expect(heads.filter({ hasText: 'shop/billing' })).toBeVisible()
})

test('any day leads to the review of its week, and what the page shows stays', async ({ page }) => {
  await open(page, '/review?measure=flagged-patterns')
  await page.getByLabel('Week of').fill('2026-10-07')
  await page.getByLabel('Week of').press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Week 41')
  await expect(page).toHaveURL(/\/review\/2026-W41\?measure=flagged-patterns$/)
})

test('weeks before the first commit are gaps, not zeros', async ({ request }) => {
  const answer = await request.get('/api/v1/trends?measure=unowned-decisions&by=service')
  const { total } = (await answer.json()) as { total: { value: number | null }[] }
  expect(total.at(0)?.value).toBeNull()
  expect(total.at(-1)?.value).toBeGreaterThan(0)
})

for (const colours of ['Light', 'Dark'] as const) {
  test(`${colours.toLowerCase()} colours last, and nothing on the page is inaccessible in them`, async ({
    page,
  }) => {
    await page.goto('/review')
    await page.getByRole('button', { name: colours, exact: true }).click()
    await page.reload()
    const theme = colours.toLowerCase()
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(page.getByRole('button', { name: colours })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    const { violations } = await new AxeBuilder({ page }).analyze()
    const said = violations.map(
      (v) => `${v.id}: ${v.help} at ${v.nodes.map((n) => n.target).join(', ')}`,
    )
    expect(said).toEqual([])
  })
}

test('an empty dashboard shows the exact command that fills it', async ({ page, on }) => {
  await page.goto(`${on.empty.address}/review`)
  await expect(page.getByText('npm start -- /path/to/your/repository')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => v.id)).toEqual([])
})
