import { type Browser, chromium, type Page } from '@playwright/test'
import { browserLaunch } from '../e2e/harness/browser'
import { addressOf, pageRoutes } from '../e2e/harness/page-paths'

/**
 * `npm run bench:lcp -- <address> [visits]`: largest contentful paint of every page of a running
 * Plumbline that is open without signing in, in Chromium: the median of so many first visits
 * (default 5), each with a browser that has seen nothing, and of as many second ones, when scripts
 * are at hand. Exit 1 names the pages of which the median of first visits is above 2.5 s.
 */
const [address = 'http://127.0.0.1:3000', visits = '5'] = process.argv.slice(2)
const AT_MOST = 2500
const OPEN = ['/sign-in', '/welcome']
/** What is painted later than that after the network is silent is no part of a page's coming up. */
const SETTLE = 300

/** Milliseconds from navigation to the largest paint so far. */
async function paint(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: 'networkidle' })
  return page.evaluate(
    (settle) =>
      new Promise<number>((resolve) => {
        let last = Number.NaN
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) last = entry.startTime
        })
        observer.observe({ type: 'largest-contentful-paint', buffered: true })
        setTimeout(() => resolve(last), settle)
      }),
    SETTLE,
  )
}

async function visit(browser: Browser, url: string): Promise<[first: number, second: number]> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const page = await context.newPage()
    const first = await paint(page, url)
    const again = await context.newPage()
    return [first, await paint(again, url)]
  } finally {
    await context.close()
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

const browser = await chromium.launch(await browserLaunch())
const slow: string[] = []
try {
  const guide = await browser.newPage({ baseURL: address })
  for (const route of pageRoutes.filter((one) => !OPEN.includes(one))) {
    // A world without any such thing has no such page.
    const path = await addressOf(guide, route).catch(() => undefined)
    if (path === undefined) {
      console.log(`${route.padEnd(36)}not there`)
      continue
    }
    const times: [number, number][] = []
    while (times.length < Number(visits)) times.push(await visit(browser, `${address}${path}`))
    const first = median(times.map(([time]) => time))
    const second = median(times.map(([, time]) => time))
    console.log(`${route.padEnd(36)}${first.toFixed(0)} ms\t${second.toFixed(0)} ms`)
    if (!(first <= AT_MOST)) slow.push(route)
  }
} finally {
  await browser.close()
}
if (slow.length > 0) console.error(`above ${AT_MOST} ms at first: ${slow.join(', ')}`)
process.exitCode = slow.length > 0 ? 1 : 0
