import { visible } from '../lib/format/visible'
import { HOSTILE, hostileSarif, NAUGHTY } from './harness/hostile'
import {
  type Plumbline,
  READY,
  removeHome,
  startPlumbline,
  temporaryHome,
} from './harness/plumbline'
import { expect, test } from './harness/test'
import { upload as uploadTo } from './harness/upload'

// One Plumbline for all of them, each with a repository of its own.
test.describe.configure({ mode: 'default' })

let home: string
let plumbline: Plumbline
let address: string
let shop: { accepted: number; refused: number }

test.beforeAll(async () => {
  home = temporaryHome()
  plumbline = startPlumbline([], { PLUMBLINE_HOME: home })
  address = (await plumbline.prints(READY))[1] ?? ''
  shop = await upload(hostileSarif(HOSTILE, 'shop'), {})
})
test.afterAll(async () => {
  await plumbline.stop()
  removeHome(home)
})
test.use({ baseURL: async ({ on: _ }, use) => use(address) })

interface Listed {
  id: string
  path: string
  symbol?: string
  message: string
  rule: { name: string; id: string }
  introducedBy?: { author?: string; subject?: string }
}

const upload = (body: string, query: Record<string, string>) => uploadTo(address, body, query)

async function exported(query = ''): Promise<Listed[]> {
  const answer = await fetch(`${address}/api/v1/findings/export?format=json${query}`)
  return (await answer.json()) as Listed[]
}

/** A path is written with `/`, whatever the machine that scanned it, and ends in no `/`. */
const pathOf = (i: number, text: string) => `${i}/${text.replaceAll('\\', '/').replace(/\/$/, '')}`
const plain = (text: string) => text.replace(/`/g, '').replace(/\s+/g, ' ').trim()

test('hostile text in every field comes through upload, JSON and CSV as it is', async () => {
  expect(shop).toMatchObject({ accepted: HOSTILE.length, refused: 0 })
  const all = await exported('&repository=shop')
  expect(all).toHaveLength(HOSTILE.length)
  for (const [i, text] of HOSTILE.entries()) {
    const found = all.find((one) => one.path.startsWith(`${i}/`))
    expect(found?.path).toBe(pathOf(i, text))
    if (text.trim() === '') continue
    expect(found).toMatchObject({ symbol: text, introducedBy: { author: text, subject: text } })
    expect(found?.rule.name).toBe(text)
  }
  const csv = await (await fetch(`${address}/api/v1/findings/export?format=csv`)).text()
  for (const [i, text] of HOSTILE.entries()) {
    expect(csv).toContain(pathOf(i, text).replaceAll('"', '""'))
    if (/^[=+@-]/.test(text)) expect(csv).toContain(`'${text}`.replaceAll('"', '""'))
  }
})

test('each of them is text on the list and on its own page, and nothing of it runs', async ({
  page,
}) => {
  test.setTimeout(180_000)
  page.on('dialog', () => expect('a dialog').toBe('none'))
  await page.goto('/findings?repository=shop')
  await expect(page.locator('.finding')).toHaveCount(HOSTILE.length)
  for (const finding of await exported('&repository=shop')) {
    await page.goto(`/findings/${finding.id}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const heading = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
    expect(plain(heading)).toBe(plain(visible(finding.message)))
    await expect(page.locator('.code-head').first()).toContainText(visible(finding.path))
    expect(
      await page.locator('main a[href^="javascript:" i], main a[href^="data:" i]').count(),
    ).toBe(0)
    expect(await page.locator('main script, main img').count()).toBe(0)
  }
})

test('authors and rules with such names narrow the list to exactly theirs', async ({ page }) => {
  for (const finding of await exported('&repository=shop')) {
    const author = finding.introducedBy?.author
    if (author === undefined) continue
    const rows = await exported(`&author=${encodeURIComponent(author)}`)
    expect(rows.map(({ id }) => id)).toEqual([finding.id])
  }
  await page.goto(`/findings?author=${encodeURIComponent(HOSTILE[0] ?? '')}`)
  await expect(page.locator('.finding')).toHaveCount(1)
})

test('a repository of such a name has its page', async ({ page }) => {
  const name = '"><script>alert(1)</script> \u202e ../x'
  await upload(hostileSarif(['one'], name), { repository: name })
  await page.goto('/repositories')
  const main = page.getByRole('main')
  await main
    .getByRole('link', { name: visible(name) })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('alert(1)')
  expect(await main.locator('script').count()).toBe(0)
})

test('rules of one name from two tools stay two, and the list says which is whose', async ({
  page,
}) => {
  for (const tool of ['alpha', 'beta']) {
    const body = hostileSarif(['same'], 'twins')
      .replace('"hostile"', JSON.stringify(tool))
      .replaceAll('rule-0', 'no-retry')
    await upload(body, { repository: 'twins' })
  }
  await page.goto('/findings?repository=twins')
  await expect(page.locator('.finding')).toHaveCount(2)
  const rules = page.locator('section.facet', { hasText: 'Rule' }).first()
  await rules.getByRole('link', { name: 'same (alpha)' }).click()
  await expect(page.locator('.finding')).toHaveCount(1)
})

test('paths that are no UTF-8 or lead upwards, and a snippet of 1 MB on one line', async ({
  page,
}) => {
  const at = (uri: string, more = {}) => ({
    ruleId: 'r',
    message: { text: `at ${uri}` },
    locations: [
      { physicalLocation: { artifactLocation: { uri }, region: { startLine: 1, ...more } } },
    ],
  })
  const uris = ['caf%E9.ts', 'a%0Ab.ts', '%E2%80%AEgnp.ts', 'x/../../../etc/passwd']
  const results = [
    ...uris.map((uri) => at(uri)),
    at('wide.js', { snippet: { text: `const x = "${'<b>'.repeat(333_333)}"` } }),
  ]
  const { accepted, refused } = await upload(
    JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: 't' } }, results }] }),
    { repository: 'paths' },
  )
  expect(accepted + refused).toBe(results.length)
  const all = await exported('&repository=paths')
  expect(all).toHaveLength(accepted)
  for (const { id, path } of all) {
    const answer = await page.goto(`/findings/${id}`)
    await expect(page.locator('.code-head').first()).toContainText(visible(path))
    expect((await answer?.body())?.length ?? 0, path).toBeLessThan(600_000)
  }
})

test('the address of what a newer run no longer says leads to how it read and what it became', async ({
  page,
}) => {
  const run = (text: string, day: number) => {
    const [startTimeUtc, endTimeUtc] = [`2026-11-0${day}T00:00:00Z`, `2026-11-0${day}T00:00:42Z`]
    const physicalLocation = {
      artifactLocation: { uri: ' spaces /a.ts' },
      region: { startLine: 1 },
    }
    const invocations = [{ executionSuccessful: true, startTimeUtc, endTimeUtc }]
    const results = [{ ruleId: 'r', message: { text }, locations: [{ physicalLocation }] }]
    const tool = { driver: { name: 't' } }
    return JSON.stringify({ version: '2.1.0', runs: [{ tool, invocations, results }] })
  }
  await upload(run('asks three times', 3), { repository: 'again' })
  const [shared] = await exported('&repository=again')
  expect(shared?.path).toBe(' spaces /a.ts')
  await upload(run('asks four times', 4), { repository: 'again' })
  const answer = await page.goto(`/findings/${shared?.id}`)
  expect(answer?.status()).toBe(200)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('asks three times')
  await expect(page.getByRole('status')).toContainText('Gone since 4 Nov 2026')
  await page.getByRole('link', { name: 'asks four times' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('asks four times')
  await page.goto('/scans')
  await expect(page.locator('tr', { hasText: 'again' }).locator('.took')).toHaveText('42 s')
})

test('a message of 64 KB begins on its page and is whole on demand; code of 2,000 lines scrolls in its frame', async ({
  page,
}) => {
  const lines = Array.from({ length: 2_000 }, (_, i) => `const line${i} = ${i}`).join('\n')
  const result = {
    ruleId: 'r',
    message: { text: `begins so ${'and goes on '.repeat(8_000)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'long.ts' },
          region: { startLine: 1, endLine: 2_000, snippet: { text: lines } },
        },
      },
    ],
  }
  const run = { tool: { driver: { name: 't' } }, results: [result] }
  await upload(JSON.stringify({ version: '2.1.0', runs: [run] }), { repository: 'long' })
  await page.goto('/findings?repository=long')
  await expect(page.locator('.finding')).toContainText('begins so')
  await page.locator('.finding .message').click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toContainText(/begins so .* … [\d,]+ more characters$/)
  await page.getByText(/^The whole message/).click()
  const whole = (await page.locator('.whole-text').textContent()) ?? ''
  expect(whole.length).toBeGreaterThan(65_000)
  expect(whole).toContain('[cut: ')
  await expect(page.locator('figure .code .row')).toHaveCount(2_000)
  const height = (await page.locator('figure .code').boundingBox())?.height ?? 0
  expect(height).toBeLessThan(page.viewportSize()?.height ?? 0)
})

test('1,000 places and 10,000 steps are shown by pages, and whole as a file', async ({ page }) => {
  test.setTimeout(120_000)
  const at = (i: number) => ({
    physicalLocation: { artifactLocation: { uri: `f${i}.ts` }, region: { startLine: i + 1 } },
  })
  const result = {
    ruleId: 'r',
    message: { text: 'many' },
    locations: Array.from({ length: 1001 }, (_, i) => at(i)),
    codeFlows: [
      {
        threadFlows: [
          { locations: Array.from({ length: 10_000 }, (_, i) => ({ location: at(i) })) },
        ],
      },
    ],
  }
  await upload(
    JSON.stringify({
      version: '2.1.0',
      runs: [{ tool: { driver: { name: 't' } }, results: [result] }],
    }),
    { repository: 'many' },
  )
  const [one] = await exported('&repository=many')
  await page.goto(`/findings/${one?.id}`)
  await expect(page.getByText('10,000 steps on the way, in order')).toBeVisible()
  await page.getByRole('link', { name: 'Show the first 500' }).first().click()
  await expect(page.locator('ol.steps').first().locator('li')).toHaveCount(500)
  await page.goto(`/findings/${one?.id}?steps=20`)
  await expect(page.locator('ol.steps').first().locator('li').last()).toContainText('f9999.ts')
  const whole = await fetch(`${address}/api/v1/findings/${one?.id}?steps=all`)
  const { flow, locations } = (await whole.json()) as { flow: unknown[]; locations: unknown[] }
  expect([flow.length, locations.length]).toEqual([10_000, 999])
})

test(`naughty strings in every field, in lists, JSON and CSV${NAUGHTY.length === 0 ? ' (skipped: not beside this checkout)' : ''}`, async ({
  page,
}) => {
  test.skip(NAUGHTY.length === 0, 'no naughty strings beside this checkout')
  test.setTimeout(240_000)
  page.on('dialog', () => expect('a dialog').toBe('none'))
  const { accepted, refused } = await upload(hostileSarif(NAUGHTY, 'naughty'), {
    repository: 'naughty',
  })
  expect(accepted + refused).toBe(NAUGHTY.length)
  const all = await exported('&repository=naughty')
  expect(all).toHaveLength(accepted)
  const csv = await (
    await fetch(`${address}/api/v1/findings/export?format=csv&repository=naughty`)
  ).text()
  for (const { path, symbol = '' } of all) {
    expect(csv).toContain(path.replaceAll('"', '""'))
    expect(csv).toContain(symbol.replaceAll('"', '""'))
  }
  let shown = 0
  await page.goto('/findings?repository=naughty')
  for (;;) {
    const messages = await page.locator('.finding .message').allTextContents()
    for (const text of messages) {
      expect(plain(text)).toBe(plain(visible(all[shown]?.message ?? '')))
      shown += 1
    }
    expect(await page.locator('main script, main img, main iframe').count()).toBe(0)
    const next = page.getByRole('link', { name: /^Next / })
    if ((await next.count()) === 0) break
    await page.goto((await next.getAttribute('href')) ?? '')
  }
  expect(shown).toBe(accepted)
})
