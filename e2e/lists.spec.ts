import type { Page } from '@playwright/test'
import {
  type Plumbline,
  READY,
  removeHome,
  startPlumbline,
  temporaryHome,
} from './harness/plumbline'
import { expect, test } from './harness/test'
import { upload } from './harness/upload'

// One Plumbline for all of them: a list that takes nine pages.
test.describe.configure({ mode: 'default' })

const FINDINGS = 430
const LIST = '/findings?repository=long&sort=path'

let home: string
let plumbline: Plumbline
let address: string

test.beforeAll(async () => {
  test.setTimeout(180_000)
  home = temporaryHome()
  plumbline = startPlumbline([], { PLUMBLINE_HOME: home })
  address = (await plumbline.prints(READY))[1] ?? ''
  const results = Array.from({ length: FINDINGS }, (_, i) => ({
    ruleId: `rule-${i % 3}`,
    message: {
      text: `finding ${i} of some length, so that rows differ ${'in height '.repeat(i % 40)}`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `src/${String(i).padStart(4, '0')}.ts` },
          region: { startLine: 3, snippet: { text: 'await everything()' } },
        },
      },
    ],
  }))
  const versionControlProvenance = [{ repositoryUri: 'https://github.com/acme/long' }]
  const run = { tool: { driver: { name: 'linter' } }, versionControlProvenance, results }
  const log = { version: '2.1.0', runs: [run] }
  await upload(address, JSON.stringify(log), { repository: 'long' })
})
test.afterAll(async () => {
  await plumbline.stop()
  removeHome(home)
})
test.use({ baseURL: async ({ on: _ }, use) => use(address) })

const reached = (page: Page, n: number) =>
  page.getByText(`${n} of ${FINDINGS} reached`, { exact: true })

/** Scrolls on until so many rows were fetched. */
async function walkTo(page: Page, rows: number): Promise<void> {
  await page.locator('.finding').first().waitFor()
  await expect(async () => {
    await page.mouse.wheel(0, 2_500)
    await expect(reached(page, rows)).toBeAttached({ timeout: 150 })
  }).toPass()
}

/** The row at the top of the window and where its upper edge is, to the pixel. */
const topRow = (page: Page) =>
  page.locator('.finding').evaluateAll((rows) => {
    const row = rows.find((one) => one.getBoundingClientRect().bottom > 0)
    const place = row?.querySelector('.where')?.textContent ?? ''
    return { place, top: Math.round(row?.getBoundingClientRect().top ?? Number.NaN) }
  })

/** Presses a key as long as it takes to get there. */
async function press(
  page: Page,
  key: string,
  where: () => Promise<string | null>,
  goal: string,
): Promise<void> {
  await expect
    .poll(
      async () => {
        const there = (await where()) ?? ''
        if (!there.includes(goal)) await page.keyboard.press(key)
        return there
      },
      { intervals: [20], timeout: 40_000 },
    )
    .toContain(goal)
}

/** The browser moves by whole pixels. */
async function standsAt(page: Page, before: { place: string; top: number }): Promise<void> {
  await expect(async () => {
    const now = await topRow(page)
    expect(now.place).toBe(before.place)
    expect(Math.abs(now.top - before.top)).toBeLessThanOrEqual(2)
  }).toPass({ timeout: 15_000 })
}

const focused = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.closest('.finding')?.querySelector('.where')?.textContent ?? '',
  )

test('a list goes on as one scrolls, whole and in order, and draws what is near the window alone', async ({
  page,
}) => {
  const seen = new Set<string>()
  await page.goto(LIST)
  const note = async () => {
    for (const place of await page.locator('.finding .where').allTextContents()) seen.add(place)
  }
  await page.mouse.move(700, 500)
  await expect(async () => {
    await note()
    await page.mouse.wheel(0, 1_500)
    await expect(reached(page, FINDINGS)).toBeAttached({ timeout: 100 })
  }).toPass()
  await press(page, 'End', () => page.locator('.finding .where').last().textContent(), '0429.ts')
  await note()
  expect([...seen].map((place) => /\d{4}/.exec(place)?.[0]).sort()).toEqual(
    Array.from({ length: FINDINGS }, (_, i) => String(i).padStart(4, '0')),
  )
  expect(await page.locator('.finding').count()).toBeLessThan(FINDINGS / 2)
  await press(page, 'Home', () => page.locator('.finding .where').first().textContent(), '0000.ts')
})

test('j and k go down and up, Enter opens, back leads to the same row with the focus on it', async ({
  page,
}) => {
  await page.goto(LIST)
  await page.locator('.finding').first().waitFor()
  // From when keys are heard.
  await press(page, 'j', () => focused(page), '0000.ts')
  for (const key of ['j', 'j', 'k']) await page.keyboard.press(key)
  expect(await focused(page)).toContain('0001.ts')
  await press(page, 'j', () => focused(page), '0061.ts')
  const before = await topRow(page)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/findings\/[0-9a-f-]{36}/)
  await page.goBack()
  await expect.poll(() => focused(page)).toContain('0061.ts')
  await standsAt(page, before)
  await page.keyboard.press('j')
  expect(await focused(page)).toContain('0062.ts')
})

test('a reload leads back to filter, order, rows, place and picked, without fetching what is above', async ({
  page,
}) => {
  await page.goto(`${LIST}&q=some+length`)
  await page.mouse.move(700, 500)
  await walkTo(page, 350)
  const rows = page.locator('.finding')
  const near = await rows.evaluateAll((all) =>
    all.findIndex((one) => one.getBoundingClientRect().top > 100),
  )
  for (const i of [near, near + 1]) await rows.nth(i).getByRole('checkbox').check()
  await expect(page.getByText('2 findings picked')).toBeVisible()
  const before = await topRow(page)
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/findings?')) asked.push(request.url())
  })
  await page.reload()
  await standsAt(page, before)
  await expect(page.getByText('2 findings picked')).toBeVisible()
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2)
  await expect(page.getByRole('searchbox').first()).toHaveValue('some length')
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('path')
  expect(asked.length).toBeLessThan(5)
})

test('what was unfolded is unfolded again after back and after a reload', async ({ page }) => {
  const results = ['src/a/b/1.ts', 'src/a/c/2.ts', 'src/d/3.ts'].map((uri) => ({
    ruleId: 'r',
    message: { text: uri },
    locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 3 } } }],
  }))
  const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 'linter' } }, results }] }
  await upload(address, JSON.stringify(log), { repository: 'folded' })
  await page.goto('/repositories/folded')
  const table = page.locator('main details', { hasText: 'View as table' }).first()
  await table.locator('summary').click()
  const folder = page.locator('button.fold').first()
  await folder.click()
  await expect(folder).toHaveAttribute('aria-expanded', 'false')
  await page.locator('main a[href^="/findings?"]').first().click()
  await page.waitForURL(/\/findings\?/)
  await page.goBack()
  for (const again of [() => page.reload(), async () => {}]) {
    await expect(table).toHaveAttribute('open')
    await expect(folder).toHaveAttribute('aria-expanded', 'false')
    await again()
  }
})

test('a link to the list begins at its first row, back from there where one was', async ({
  page,
}) => {
  await page.goto(LIST)
  await page.mouse.move(700, 500)
  await walkTo(page, 200)
  const before = await topRow(page)
  await page.getByRole('navigation', { name: 'Pages', exact: true }).getByText('Findings').click()
  await page.waitForURL(/\/findings$/)
  await expect(page.locator('[data-leg="1"]')).toHaveCount(0)
  await page.goBack()
  await page.waitForURL(/repository=long/)
  await standsAt(page, before)
})

test('a file has every row of the filter, whatever was reached', async ({ page }) => {
  await page.goto(`${LIST}&q=some+length`)
  const href = (await page.getByRole('link', { name: 'JSON' }).getAttribute('href')) ?? ''
  const rows = (await (await fetch(address + href)).json()) as { path: string }[]
  expect(rows.map(({ path }) => path)).toEqual(
    Array.from({ length: FINDINGS }, (_, i) => `src/${String(i).padStart(4, '0')}.ts`),
  )
})

for (const width of [390, 1024, 1440]) {
  test(`the words of a finding have most of the room of its row at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(LIST)
    const row = page.locator('.finding').first()
    const words = row.locator('div', { has: page.locator('.message') })
    const [all, own] = [await row.boundingBox(), await words.boundingBox()]
    expect((own?.width ?? 0) / (all?.width ?? 1)).toBeGreaterThan(0.45)
  })
}

test('code is as wide as its frame, also where the link to its host has a line of its own', async ({
  page,
}) => {
  await page.setViewportSize({ width: 280, height: 900 })
  await page.goto(LIST)
  await page.locator('.finding .message').first().click()
  await expect(page.getByRole('link', { name: /on its host/ })).toBeVisible()
  const frame = page.locator('figure', { has: page.locator('.code') })
  const [all, code] = [await frame.boundingBox(), await frame.locator('.code').boundingBox()]
  expect((code?.width ?? 0) / (all?.width ?? 1)).toBeGreaterThan(0.95)
})

test('what a list is narrowed to stands above it, and a click takes one choice back', async ({
  page,
}) => {
  await page.goto(`${LIST}&path=src`)
  const narrowed = page.getByRole('list', { name: 'Narrowed to' })
  await expect(narrowed.getByRole('link')).toHaveText([/^Repository long/, /^Folder src\//])
  await narrowed.getByRole('link', { name: /^Folder/ }).click()
  await expect(page).not.toHaveURL(/path=/)
  await expect(narrowed.getByRole('link')).toHaveText([/^Repository long/])
})

for (const [table, list, query] of [
  ['findings', `${LIST}&state=open`, /repository=.*state=open.*sort=path/],
  ['repositories', '/repositories?q=lon&sort=name', /q=lon&sort=name/],
] as const) {
  test(`a filter of ${table} gets a name, an address, another name, and is forgotten`, async ({
    page,
    browser,
  }) => {
    const views = page.getByRole('navigation', { name: 'Saved views' })
    await page.goto(list)
    await views.getByRole('button', { name: 'Save this view…' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Ours, by path')
    await page.getByLabel('List it for everybody').check()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    const link = views.getByRole('link', { name: 'Ours, by path' })
    await expect(link).toHaveAttribute('aria-current', 'true')
    const named = (await link.getAttribute('href')) ?? ''
    expect(named).toMatch(/^\/views\/ours-by-path-/)

    const other = await browser.newPage({ baseURL: address })
    await other.goto(named)
    await other.waitForURL(query)
    await expect(other.getByRole('link', { name: 'Ours, by path' })).toBeVisible()
    await other.close()

    await views.getByRole('button', { name: 'Rename…' }).click()
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('By path')
    await page.getByRole('button', { name: 'Rename', exact: true }).click()
    await page.goto(`/${table}`)
    await views.getByRole('link', { name: 'By path' }).click()
    await page.waitForURL(query)
    await views.getByRole('button', { name: 'Delete…' }).click()
    await page.getByRole('button', { name: 'Delete it' }).click()
    await expect(views.getByRole('link')).toHaveCount(0)
    expect((await fetch(address + named)).status).toBe(404)
  })
}
