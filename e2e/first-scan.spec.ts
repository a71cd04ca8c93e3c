import { rmSync } from 'node:fs'
import path from 'node:path'
import { fixtureRepository } from './harness/fixture-repository'
import { READY, removeHome, startPlumbline, temporaryHome } from './harness/plumbline'
import { expect, test } from './harness/test'

/** What shows once there is something, by the page that was kept open. */
const FILLED: Record<string, string | RegExp> = {
  '/review': /^Week \d+/,
  '/repositories': '1 repository',
  '/services': /^\d+ services?$/,
  '/ownership': /needs? an owner$/,
  '/retry-map': 'Retry map',
}

test('pages that were opened before the first scan show it as it comes, and name their address', async ({
  context,
}) => {
  test.setTimeout(240_000)
  const home = temporaryHome()
  const repository = fixtureRepository()
  const first = startPlumbline([], { PLUMBLINE_HOME: home })
  try {
    const [, address = ''] = await first.prints(READY)
    const pages = await Promise.all(
      Object.keys(FILLED).map(async (at) => {
        const page = await context.newPage()
        await page.goto(address + at)
        const head = page.getByRole('heading', { level: 1 })
        await expect(head).toHaveText('No repository has been scanned yet')
        await expect(page.getByText('curl --data-binary')).toContainText(`"${address}/api/v1/scans`)
        return { at, head }
      }),
    )
    const second = startPlumbline([repository], { PLUMBLINE_HOME: home })
    expect(await second.exited).toBe(0)
    for (const { at, head } of pages) {
      await expect(head, at).toHaveText(FILLED[at] ?? '', { timeout: 30_000 })
    }
  } finally {
    await first.stop()
    removeHome(home)
    rmSync(path.dirname(repository), { recursive: true })
  }
})
