import { test as base, expect } from '@playwright/test'
import { type Instances, instances } from './instances'

/** Tests of the pages: an error in the browser's console or an uncaught one fails the test. */
export const test = base.extend<{ on: Instances; quiet: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures needed from it.
  on: async ({}, use) => use(instances()),
  baseURL: async ({ on }, use) => use(on.shop.address),
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      await use(undefined)
      expect(errors, 'errors in the browser').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
