import { execFileSync } from 'node:child_process'
import type { Page } from '@playwright/test'
import { weekOf } from '@/lib/time/weeks'
import { NO_CLONES } from './harness/real-clones'
import { expect, test } from './harness/test'

function git(repository: string, ...args: string[]): string {
  return execFileSync('git', ['-C', repository, ...args], { encoding: 'utf8', stdio: 'pipe' })
}

function has(repository: string, commit: string): boolean {
  try {
    git(repository, 'cat-file', '-e', commit)
    return true
  } catch {
    return false
  }
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

/** Somebody who looks at the week of the newest commit, with the repositories that were scanned. */
async function reachesCommitAndCode(page: Page, address: string, repositories: string[]) {
  const newest = repositories.map((each) => Number(git(each, 'log', '-1', '--format=%ct')))
  await page.goto(`${address}/review/${weekOf(new Date(Math.max(...newest) * 1000), 'UTC').id}`)
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
  const repository = repositories.find((each) => has(each, sha)) ?? ''
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
  await reachesCommitAndCode(page, on.shop.address, [on.shop.repository])
})

test('the same in repositories that nobody here wrote', async ({ page, on }) => {
  test.skip(!on.real, NO_CLONES)
  await reachesCommitAndCode(page, on.real?.address ?? '', on.real?.repositories ?? [])
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

test('what a retry path would be without a layer: two clicks from the review', async ({ page }) => {
  await page.goto('/review')
  const tile = page.getByRole('region', { name: 'Duplicated retry layers', exact: true })
  await tile.getByRole('link').first().click()
  await page.waitForURL(/\/findings\?/)
  await page
    .locator('.finding')
    .first()
    .getByRole('link', { name: /^up to \d+ attempts/ })
    .click()
  await page.waitForURL(/\/retry-paths\//)
  await expect(page.getByText('if left out').first()).toBeVisible()
})
