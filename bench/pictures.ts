import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, chromium, type Page } from '@playwright/test'
import { browserLaunch } from '../e2e/harness/browser'

/**
 * `npm run bench:pictures -- <address> <week> [folder]`: the pictures of docs/review.md, taken from a
 * running Plumbline: that week's review in each width and theme, and as it prints. Exit 1 names every
 * picture in which axe finds something, so that what the document shows is what was checked.
 */
const [address = 'http://127.0.0.1:3000', week = '', folder = 'docs/images'] = process.argv.slice(2)

/** A4 at 96 pixels an inch. */
const PAPER = 794

interface Shot {
  name: string
  width: number
  colorScheme: 'light' | 'dark'
  media: 'screen' | 'print'
}

const shots: Shot[] = [
  ...[1440, 1024, 390].flatMap((width) =>
    (['light', 'dark'] as const).map(
      (colorScheme): Shot => ({
        name: `${width}-${colorScheme}`,
        width,
        colorScheme,
        media: 'screen',
      }),
    ),
  ),
  { name: 'print', width: PAPER, colorScheme: 'light', media: 'print' },
]

/** The whole page as WebP, which Playwright itself does not write. */
async function picture(page: Page, width: number): Promise<Buffer> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  // Rows that no screen reached yet are not drawn: the screen is made as long as the page.
  await page.setViewportSize({ width, height })
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 80 })
  return Buffer.from(data, 'base64')
}

/** Takes one picture; what axe finds in it. */
async function take(browser: Browser, { name, width, colorScheme, media }: Shot) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${address}/review/${week}`, { waitUntil: 'networkidle' })
  await page.emulateMedia({ media, colorScheme })
  await writeFile(path.join(folder, `review-${name}.webp`), await picture(page, width))
  const { violations } = await new AxeBuilder({ page }).analyze()
  await context.close()
  return violations.map(({ id, nodes }) => `review-${name}: ${id} (${nodes.length})`)
}

const browser = await chromium.launch(await browserLaunch())
const wrong: string[] = []
for (const shot of shots) wrong.push(...(await take(browser, shot)))
await browser.close()
for (const line of wrong) console.error(line)
console.log(`${shots.length} pictures of ${week} taken, axe found ${wrong.length || 'nothing'}.`)
process.exitCode = wrong.length > 0 ? 1 : 0
