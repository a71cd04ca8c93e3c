import { execFile } from 'node:child_process'
import { appendFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import { commit, fixtureRepository } from './harness/fixture-repository'
import {
  type Plumbline,
  READY,
  removeHome,
  startPlumbline,
  temporaryHome,
} from './harness/plumbline'
import { expect, test } from './harness/test'

test.describe.configure({ mode: 'serial' })

let plumbline: Plumbline
let address = ''
const home = temporaryHome()
const repository = fixtureRepository('budgeted')

test.beforeAll(async () => {
  plumbline = startPlumbline([repository], { PLUMBLINE_HOME: home })
  const [, found = ''] = await plumbline.prints(READY)
  address = found
})
test.afterAll(async () => {
  await plumbline.stop()
  removeHome(home)
  rmSync(path.dirname(repository), { recursive: true, force: true })
})

/** `plumbline check` as CI runs it. */
async function check(...args: string[]): Promise<{ code: number; out: string }> {
  const command = ['scanner/bin/plumbline.js', 'check', repository, ...args]
  const env = { ...process.env, PLUMBLINE_HOME: home }
  try {
    const { stdout } = await promisify(execFile)(process.execPath, command, { env })
    return { code: 0, out: stdout }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, out: stdout + stderr }
  }
}

test('a budget that is set is drawn, listed with what breaks it, and stands in the review', async ({
  page,
  request,
}) => {
  await page.goto(`${address}/budgets`)
  await page.getByText('Set a budget', { exact: true }).click()
  await page.getByRole('combobox', { name: 'Whose', exact: true }).selectOption({ label: 'orders' })
  await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('unowned')
  await page.getByLabel('Older than, in days').fill('14')
  await page.getByLabel(/^From/).fill('2020-01-01')
  await page.getByLabel('Why').fill('agreed with the team')
  await page.getByRole('button', { name: 'Set it' }).click()

  const card = page.getByRole('article', { name: /orders: no unowned decision older than 14 days/ })
  await expect(card.getByText('breached').first()).toBeVisible()
  const number = card.getByRole('link', { name: /unowned decisions? older than 14 days/ }).first()
  const value = Number.parseInt((await number.textContent()) ?? '', 10)
  expect(value).toBeGreaterThan(0)
  const href = (await number.getAttribute('href')) ?? ''
  const list = await request.get(address + href.replace(/^\/findings/, '/api/v1/findings'))
  expect(((await list.json()) as { total: number }).total).toBe(value)

  await card.getByText('View as table').click()
  await expect(card.getByRole('cell', { name: /over by/ }).first()).toBeVisible()
  await expect(card.getByText('agreed with the team')).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${v.id} at ${v.nodes.map((n) => n.target).join(', ')}`)).toEqual([])

  await page.goto(`${address}/review`)
  const breaches = page.getByRole('region', { name: '1 budget breached' })
  await breaches.getByRole('link', { name: 'orders', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Budgets', exact: true })).toBeVisible()
})

test('a budget is changed and ended, and its history stays', async ({ page }) => {
  await page.goto(`${address}/budgets`)
  await page.getByText('Change or end it').click()
  await page.getByLabel('How many at most').fill('500')
  await page.getByRole('button', { name: 'Change it' }).click()
  const card = page.getByRole('article').first()
  await expect(card.getByRole('paragraph').filter({ hasText: /^✓ kept: \d/ })).toBeVisible()
  await expect(card.getByRole('listitem').filter({ hasText: 'set by' })).toHaveCount(2)
  await page.getByRole('button', { name: 'End it' }).click()
  await expect(page.getByText('1 budget ended')).toBeVisible()
})

test('check fails a branch that brings what breaks a budget, and names only that', async ({
  request,
}) => {
  // Three scans, each a start of the command.
  test.slow()
  const same = await check('--server', address, '--name', 'budgeted')
  expect(same).toMatchObject({ code: 0, out: expect.stringContaining('Nothing new.') })
  const { services } = (
    (await (await request.get(`${address}/api/v1/review`)).json()) as {
      filters: { services: { id: string; name: string }[] }
    }
  ).filters
  const key = services.find(({ name }) => name === 'billing')?.id
  const rule = { kind: 'falls', measure: 'flagged-patterns' }
  const set = await request.post(`${address}/api/v1/budgets`, {
    data: { by: 'service', key, rule },
  })
  expect(set.status()).toBe(201)
  const file = path.join(repository, 'services/billing/src/invoice.ts')
  appendFileSync(
    file,
    'export async function send(id: string): Promise<void> {\n  try {\n    await fetch("https://mail.internal/" + id)\n  } catch (error) {}\n}\n',
  )
  commit(repository, 'Invoices are sent', {})
  const { code, out } = await check('--server', address, '--name', 'budgeted')
  expect(code, out).toBe(1)
  expect(out).toMatch(/BREAKS {2}services\/billing\/src\/invoice\.ts:\d+/)
  expect(out).toContain('breaks: service billing: flagged patterns may only fall')
  expect(out).not.toContain('services/orders/')
  const unknown = await check('--server', address, '--name', 'nobody/knows')
  expect(unknown).toMatchObject({ code: 2, out: expect.stringMatching(/Scan its default branch/) })
})
