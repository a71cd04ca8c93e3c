import { expect, type Page } from '@playwright/test'

/** Opens a page and waits until React has taken it over: from then on its keys and buttons do something. */
export async function open(page: Page, address: string): Promise<void> {
  await page.goto(address)
  const isTaken = (head: Element) => Object.keys(head).some((key) => key.startsWith('__reactProps'))
  const head = page.getByRole('heading', { level: 1 })
  await expect.poll(() => head.evaluate(isTaken), `${address} is taken over`).toBe(true)
}
