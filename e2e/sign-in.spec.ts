import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { test as base, expect } from '@playwright/test'
import { freePort } from '@/lib/launch/ports'
import {
  type Account,
  type RunningProvider,
  startProvider,
} from '@/lib/people/sign-in/oidc.fixture'
import { LEDGER_WEEKS } from './harness/fixture-ledger'
import { fixtureRepository } from './harness/fixture-repository'
import { open } from './harness/open'
import { pagePaths } from './harness/page-paths'
import {
  type Plumbline,
  READY,
  removeHome,
  startPlumbline,
  temporaryHome,
} from './harness/plumbline'

const PASSWORD = 'correct horse battery'
const LINK = /This link makes the first admin[^\n]*\n\s*(http:\S+)/
const OLGA: Account = { name: 'Olga', email: 'olga@example.com', email_verified: true }

interface Running {
  plumbline: Plumbline
  provider: RunningProvider
  address: string
  home: string
}

/** A Plumbline where people sign in, on a repository with decisions, and a provider beside it. */
const test = base.extend<object, { running: Running }>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures needed from it.
    async ({}, use) => {
      const home = temporaryHome()
      const port = await freePort()
      const address = `http://127.0.0.1:${port}`
      const provider = await startProvider({ olga: OLGA }, `${address}/api/auth/callback/oidc`)
      const plumbline = startPlumbline([fixtureRepository('ledger', LEDGER_WEEKS)], {
        ...{ PLUMBLINE_HOME: home, PORT: String(port), PLUMBLINE_SIGN_IN: 'required' },
        PLUMBLINE_OIDC_NAME: 'Acme',
        PLUMBLINE_OIDC_ISSUER: provider.issuer,
        PLUMBLINE_OIDC_CLIENT_ID: provider.clientId,
        PLUMBLINE_OIDC_CLIENT_SECRET: provider.clientSecret,
      })
      await plumbline.prints(READY)
      await use({ plumbline, provider, address, home })
      await plumbline.stop()
      await provider.stop()
      removeHome(home)
    },
    { scope: 'worker', timeout: 6 * 60_000 },
  ],
})

async function noFaults(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  }
}

/** What waits until it is let go. */
function hold() {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return { held, letGo }
}

/** A person of their own browser. */
const someone = async (browser: Browser, address: string) =>
  (await browser.newContext({ baseURL: address })).newPage()

test.setTimeout(8 * 60_000)

test('the first admin, a lead by password and one by OpenID Connect, and an assignment', async ({
  browser,
  running,
}) => {
  const { plumbline, address, home } = running
  const visitor = await someone(browser, address)
  await test.step('without a session every page leads to sign-in, and no number is told', async () => {
    for (const path of pagePaths()) {
      // `/` leads to the review first: nothing but redirects is seen on the way.
      const { pathname, searchParams } = new URL((await visitor.request.get(path)).url())
      const next = path === '/' ? '/review' : path
      expect([pathname, searchParams.get('next')]).toEqual(['/sign-in', next])
    }
    const headers = { 'x-plumbline-asked': '//elsewhere.example' }
    const sent = await visitor.request.get('/audit', { headers, maxRedirects: 0 })
    expect(sent.headers().location).toBe('/sign-in?next=%2Faudit')
    const numbers = await visitor.request.get('/api/v1/findings')
    expect(numbers.status()).toBe(401)
    await visitor.goto('/findings')
    await expect(visitor).toHaveURL(/\/sign-in\?next=%2Ffindings$/)
    await expect(visitor.getByRole('navigation', { name: 'Pages' })).toHaveCount(0)
    await noFaults(visitor)
  })

  const admin = await someone(browser, address)
  await test.step('the printed link makes the admin, once', async () => {
    const [, link = ''] = LINK.exec(plumbline.output()) ?? []
    const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await still.goto(link)
    await expect(still.getByRole('button', { name: 'Become the admin' })).toBeDisabled()
    await admin.goto(link)
    await noFaults(admin)
    await admin.getByLabel('Name').fill('Ada')
    await admin.getByLabel('E-mail address').fill('ada@example.com')
    await admin.getByLabel(/^Password/).fill(PASSWORD)
    await admin.getByRole('button', { name: 'Become the admin' }).click()
    await expect(admin).toHaveURL(/\/review/)
    await expect(admin.getByText('Ada, an admin')).toBeVisible()
    await visitor.goto(link)
    await expect(visitor.getByRole('heading')).toHaveText('This link cannot be used')
  })

  const links: string[] = []
  await test.step('the admin adds two leads', async () => {
    await admin.getByRole('link', { name: 'People', exact: true }).click()
    await expect(admin.getByText('ada@example.com')).toBeVisible()
    // The second is typed before the list with the first is there: the form was emptied then.
    const { held, letGo } = hold()
    await admin.route('**/api/v1/people', async (route) => {
      if (route.request().method() === 'GET') await held
      await route.continue()
    })
    for (const [name, email, teams] of [
      ['Lea', 'lea@example.com', '@ledger/orders*'],
      ['Olga', OLGA.email, '@ledger/billing*'],
    ] as const) {
      await admin.getByLabel('Name').fill(name)
      await admin.getByLabel('E-mail address').fill(email)
      await admin.getByLabel(/^Teams/).fill(teams)
      if (name === 'Olga') {
        letGo()
        await expect(admin.getByText('lea@example.com')).toBeVisible()
      }
      await admin.getByRole('button', { name: 'Add and make a link' }).click()
      const told = admin.getByRole('status').filter({ hasText: name })
      links.push(((await told.locator('code').textContent()) ?? '').trim())
    }
    await noFaults(admin)
    await admin.goto('/tokens')
    await noFaults(admin)
  })

  await test.step('a lead with a password gives a decision of their team an owner', async () => {
    const lead = await someone(browser, address)
    await lead.goto(links[0] ?? '')
    await lead.getByLabel(/^Password/).fill(PASSWORD)
    await lead.getByRole('button', { name: 'Set it and sign in' }).click()
    await expect(lead.getByText('Lea, a tech lead of ledger/orders')).toBeVisible()
    await lead.getByRole('button', { name: 'Sign out' }).click()
    await expect(lead).toHaveURL(/\/sign-in$/)
    await lead.goto('/findings?state=open&path=src%2Forders')
    await lead.getByLabel('E-mail address').fill('lea@example.com')
    await lead.getByLabel('Password').fill('wrong wrong wrong')
    await lead.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(lead.getByRole('alert').filter({ hasText: 'do not fit' })).toBeVisible()
    await lead.getByLabel('Password').fill(PASSWORD)
    await lead.getByRole('button', { name: 'Sign in', exact: true }).click()
    // Where one was going, and nowhere else.
    await expect(lead).toHaveURL(`${address}/findings?state=open&path=src%2Forders`)
    for (const elsewhere of ['//elsewhere.example', 'https://elsewhere.example', '/\\elsewhere']) {
      const next = encodeURIComponent(elsewhere)
      const answer = await lead.request.get(`/sign-in?next=${next}`, { maxRedirects: 0 })
      expect([elsewhere, answer.headers().location]).toEqual([elsewhere, '/review'])
    }

    const { groups } = await (await lead.request.get('/api/v1/ownership/inbox')).json()
    const own = (service: string) =>
      groups.find((group: { service?: { name: string } }) => group.service?.name === service)
    const act = (finding: string) =>
      lead.request.post('/api/v1/ownership/acts', {
        headers: { origin: address },
        data: { act: 'own', owner: '@ledger/orders', findings: [finding] },
      })
    const refused = await act(own('billing').findings[0])
    expect([refused.status(), (await refused.json()).detail]).toEqual([
      403,
      'Nothing was changed: only a lead of @ledger/billing or an admin may decide this.',
    ])
    await lead.goto(`/findings/${own('orders').findings[0]}`)
    await open(lead, `/ownership?service=${own('orders').service.id}`)
    await lead.keyboard.press('a')
    await expect(
      lead.getByRole('status').filter({ hasText: 'assigned to @ledger/orders' }),
    ).toBeVisible()
    await lead.goto('/audit?action=ownership')
    await expect(lead.getByRole('row').filter({ hasText: 'ownership.own' }).first()).toContainText(
      'Lea',
    )
    await noFaults(lead)
  })

  await test.step('another signs in with the provider', async () => {
    const olga = await someone(browser, address)
    await olga.goto('/ownership?queue=mine')
    await olga.getByRole('button', { name: 'Sign in with Acme' }).click()
    await olga.locator('input[name=login]').fill('olga')
    await olga.locator('input[name=password]').fill('x')
    await olga.locator('button[type=submit]').click()
    await olga.locator('button[type=submit]').click()
    await expect(olga).toHaveURL(`${address}/ownership?queue=mine`)
    await expect(olga.getByText('Olga, a tech lead of ledger/billing')).toBeVisible()
  })

  await test.step('both ways in work without JavaScript', async () => {
    const still = { baseURL: address, javaScriptEnabled: false }
    const lead = await (await browser.newContext(still)).newPage()
    await lead.goto('/teams')
    await lead.getByLabel('E-mail address').fill('lea@example.com')
    await lead.getByLabel('Password').fill('wrong wrong wrong')
    await lead.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(lead.getByRole('alert')).toContainText('do not fit')
    await lead.getByLabel('E-mail address').fill('lea@example.com')
    await lead.getByLabel('Password').fill(PASSWORD)
    await lead.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(lead).toHaveURL(`${address}/teams`)
    const olga = await (await browser.newContext(still)).newPage()
    await olga.goto('/services')
    await olga.getByRole('button', { name: 'Sign in with Acme' }).click()
    await olga.locator('input[name=login]').fill('olga')
    await olga.locator('input[name=password]').fill('x')
    await olga.locator('button[type=submit]').click()
    await olga.locator('button[type=submit]').click()
    await expect(olga).toHaveURL(`${address}/services`)
  })

  await test.step('a machine sends with its token until it is revoked, and is told what to do', async () => {
    const file = path.join(home, 'none.sarif')
    writeFileSync(file, '{"version":"2.1.0","runs":[]}')
    const push = (token: string) =>
      run(['scanner/bin/plumbline.js', 'push', file, '--to', address, '--repository', 'ledger'], {
        PLUMBLINE_TOKEN: token,
      })
    expect(await push('plb_made-up')).toEqual({
      code: 2,
      said: expect.stringMatching(/token is not known here.*Set PLUMBLINE_TOKEN to a token/),
    })
    const health = await visitor.request.get('/api/v1/health', {
      headers: { authorization: 'Bearer plb_made-up' },
    })
    expect(health.status()).toBe(401)
    const headers = { origin: address }
    const data = { name: 'CI', repository: 'ledger', scopes: ['ingest'], days: 1 }
    const { token, row } = await (
      await admin.request.post('/api/v1/tokens', { headers, data })
    ).json()
    expect(await push(token)).toMatchObject({ code: 0 })
    await admin.request.delete(`/api/v1/tokens/${row.id}`, { headers })
    expect(await push(token)).toEqual({
      code: 2,
      said: expect.stringMatching(
        /“CI” was revoked. Make a new one.*Set PLUMBLINE_TOKEN to a token/,
      ),
    })
  })
})

/** A command's exit code and all it printed. */
const run = (args: string[], env: Record<string, string>) =>
  new Promise<{ code: unknown; said: string }>((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, ...env } }, (error, out, err) => {
      resolve({ code: error ? error.code : 0, said: out + err })
    })
  })
