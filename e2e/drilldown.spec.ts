import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { expect, test } from './harness/test'

/** A Plumbline that runs with a repository of yours, and the repository: the first test is done with it too. */
const REAL = process.env.PLUMBLINE_E2E_REAL
const [realAddress, realRepository] = REAL?.split(' ') ?? []

function git(repository: string, ...args: string[]): string {
  return execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8' })
}

/** The bar of the week's largest change by code, over all measures. */
async function largestChange(page: Page) {
  const bars = page.locator('.waterfall a[href*="part=introduced"]')
  await bars.first().waitFor()
  const sizes = await bars.evaluateAll((all) =>
    all.map((bar) =>
      Number(/[+−-]?(\d[\d,]*)\D*$/.exec(bar.ariaLabel ?? '')?.[1]?.replace(/,/g, '')),
    ),
  )
  return bars.nth(sizes.indexOf(Math.max(...sizes)))
}

async function reachesCommitAndCode(page: Page, address: string, repository: string) {
  await page.goto(`${address}/review`)
  let clicks = 0
  await (await largestChange(page)).click()
  clicks += 1
  await page.waitForURL(/\/findings\?.*part=introduced/)
  await page.locator('.finding .message').first().click()
  clicks += 1
  await page.waitForURL(/\/findings\/[0-9a-f-]{36}/)
  const by = page.locator('dl.facts div', { hasText: 'Introduced by' })
  const sha = /[0-9a-f]{10}/.exec((await by.textContent()) ?? '')?.[0] ?? ''
  expect(clicks).toBeLessThanOrEqual(3)
  const [subject, author] = git(repository, 'show', '-s', '--format=%s%n%an', sha).split('\n')
  await expect(by).toContainText(author ?? '')
  await expect(by).toContainText((subject ?? '').slice(0, 40))
  const place = (await page.locator('figure .code-head').first().textContent()) ?? ''
  const [, path = '', line = ''] = /^(\S+?):(\d+)/.exec(place) ?? []
  expect(git(repository, 'show', '--format=', '--name-only', '-m', sha)).toContain(path)
  const marked = page.locator('figure .code .row.marked').first()
  await expect(marked).toBeVisible()
  const shown = ((await marked.textContent()) ?? '').replace(/^\d+/, '').trim()
  expect(git(repository, 'show', `${sha}:${path}`), `${path}:${line}`).toContain(shown)
}

test('from the largest change of the week to its commit and the code in three clicks', async ({
  page,
  on,
}) => {
  await reachesCommitAndCode(page, on.shop.address, on.shop.repository)
})

test('the same in a repository that nobody here wrote (skipped without PLUMBLINE_E2E_REAL="address path")', async ({
  page,
}) => {
  test.skip(!realAddress || !realRepository, 'no PLUMBLINE_E2E_REAL')
  await reachesCommitAndCode(page, realAddress ?? '', realRepository ?? '')
})

test('what was added in a month, and by whom: two clicks, and exactly those', async ({
  page,
  on,
}) => {
  await page.goto('/findings')
  const months = page.locator('section.facet', { hasText: 'Introduced in' }).getByRole('link')
  const [first] = await months.all()
  const count = Number(await first?.locator('b').textContent())
  await first?.click()
  await page.waitForURL(/introduced=\d{4}-\d{2}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(new RegExp(`^${count} finding`))
  const month = /introduced=(\d{4}-\d{2})/.exec(page.url())?.[1] ?? ''
  const log = git(on.shop.repository, 'log', '--format=%cI %h %an')
  for (const item of await page.locator('.finding').all()) {
    await expect(item.locator('.introduced')).toContainText('Ada Example')
    const sha = /[0-9a-f]{7}/.exec((await item.locator('.meta').textContent()) ?? '')?.[0] ?? ''
    const made = log.split('\n').find((row) => row.includes(` ${sha}`)) ?? ''
    expect(made.startsWith(month), `${sha} in ${month}: ${made}`).toBe(true)
  }
})

test('decisions that an assistant wrote and nobody owns: from the review in two clicks', async ({
  page,
}) => {
  await page.goto('/review')
  const tile = page.getByRole('region', { name: 'Unowned decisions', exact: true })
  await tile.getByRole('link').first().click()
  await page.waitForURL(/\/findings\?/)
  await page.getByRole('link', { name: /^AI-assisted/ }).click()
  await page.waitForURL(/assistance=assisted/)
  const items = page.locator('.finding')
  expect(await items.count()).toBeGreaterThan(0)
  for (const item of await items.all()) await expect(item).toContainText('AI-assisted (Claude)')
})

test('the commit that brought most of what is new stands in the list of commits', async ({
  page,
}) => {
  await page.goto('/findings')
  const commits = page.locator('section.facet', { hasText: 'Introducing commit' }).getByRole('link')
  const first = commits.first()
  const subject = ((await first.getAttribute('title')) ?? '').slice(8)
  const count = Number(await first.locator('b').textContent())
  await first.click()
  await page.waitForURL(/commit=[0-9a-f]{40}/)
  await expect(page.locator('.finding')).toHaveCount(count)
  await expect(page.locator('.finding').first()).toContainText(subject)
})
