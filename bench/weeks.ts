import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium } from '@playwright/test'
import { findingsHref } from '@/lib/client/urls'
import type { FindingPage } from '@/lib/findings/types'
import type { WeeklyReview } from '@/lib/review/types'
import { browserLaunch } from '../e2e/harness/browser'
import { pdfPages } from '../e2e/harness/pdf-pages'

/**
 * `npm run bench:weeks -- <address> [weeks]`: opens the review of every past week of a running
 * Plumbline, newest first. The parts of each change must add up to it and be as long as their lists;
 * each page must open without an error, be clean for axe in both themes (every eighth week), and
 * print on two pages at most. Exit 1 names every week where something is not so.
 */
const [address = 'http://127.0.0.1:3000', count = '52'] = process.argv.slice(2)
const AXE_EVERY = 8

async function answer<T>(path: string): Promise<T> {
  const response = await fetch(`${address}${path}`)
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  return (await response.json()) as T
}

/** What of the numbers of a week is not so. */
async function wrongNumbers({ week, explained }: WeeklyReview): Promise<string[]> {
  const wrong: string[] = []
  for (const { measure, from, to, parts } of explained) {
    const sum = parts.reduce((total, { change }) => total + change, from)
    if (sum !== to) wrong.push(`${measure}: ${from} and its parts make ${sum}, not ${to}`)
    for (const { part, findings } of parts) {
      const list = findingsHref({ measure, at: week.at, since: week.since, part, limit: 1 })
      const { total } = await answer<FindingPage>(`/api/v1${list}`)
      if (total !== findings) wrong.push(`${measure} ${part}: ${findings}, its list has ${total}`)
    }
  }
  return wrong
}

/** What of the page of a week is not so, and how many pages it prints on. */
async function wrongPage(browser: Browser, id: string, withAxe: boolean) {
  const wrong: string[] = []
  let printed = 0
  for (const colorScheme of ['light', 'dark'] as const) {
    if (colorScheme === 'dark' && !withAxe) continue
    const context = await browser.newContext({ colorScheme })
    const page = await context.newPage()
    page.on('pageerror', (error) => wrong.push(`${colorScheme}: ${error.message}`))
    const response = await page.goto(`${address}/review/${id}`, { waitUntil: 'networkidle' })
    if (response?.status() !== 200) wrong.push(`answered ${response?.status()}`)
    if (withAxe) {
      const { violations } = await new AxeBuilder({ page }).analyze()
      wrong.push(...violations.map((v) => `axe, ${colorScheme}: ${v.id} (${v.nodes.length})`))
    }
    if (colorScheme === 'light') {
      printed = pdfPages(await page.pdf({ format: 'A4' }))
      if (printed > 2) wrong.push(`prints on ${printed} pages`)
    }
    await context.close()
  }
  return { wrong, printed }
}

const browser = await chromium.launch(await browserLaunch())
let { week } = await answer<WeeklyReview>('/api/v1/review')
let [faults, parts, exceptions] = [0, 0, 0]
for (let i = 0; i < Number(count); i++) {
  const review = await answer<WeeklyReview>(`/api/v1/review?week=${week.id}`)
  const numbers = await wrongNumbers(review)
  const { wrong, printed } = await wrongPage(browser, week.id, i % AXE_EVERY === 0)
  faults += numbers.length + wrong.length
  parts += review.explained.reduce((sum, explained) => sum + explained.parts.length, 0)
  exceptions += review.exceptions.total
  console.log(
    [
      week.id,
      `${review.exceptions.total} exceptions`,
      `${printed} pages`,
      ...numbers,
      ...wrong,
    ].join('  '),
  )
  week = { ...review.week, id: review.week.previous }
}
await browser.close()
console.log(`${count} weeks, ${parts} parts, ${exceptions} exceptions, ${faults} faults`)
process.exitCode = faults === 0 ? 0 : 1
