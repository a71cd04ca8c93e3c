import { addressOf, pageRoutes } from './harness/page-paths'
import { expect, test } from './harness/test'

const AT_MOST = 300 * 1024

for (const route of pageRoutes) {
  test(`${route} ships at most 300 KB of compressed script`, async ({ page, browser, baseURL }) => {
    const address = await addressOf(page, route)
    // A browser that has been here before has its scripts already: this one has not.
    const visitor = await browser.newPage({ baseURL })
    const sizes: Promise<number>[] = []
    visitor.on('requestfinished', (request) => {
      if (request.resourceType() !== 'script') return
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
    })
    await visitor.goto(address, { waitUntil: 'networkidle' })
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(bytes, `${address} loads scripts`).toBeGreaterThan(10_000)
    expect(bytes, `bytes of script of ${address}`).toBeLessThanOrEqual(AT_MOST)
    await visitor.close()
  })
}
