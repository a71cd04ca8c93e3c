import AxeBuilder from '@axe-core/playwright'
import { webhookReceiver } from '../lib/digest/receivers.fixture'
import { expect, test } from './harness/test'

test('a digest is added, sent at once to a real receiver, paused, resumed and removed', async ({
  page,
}) => {
  const hook = await webhookReceiver(200)
  await page.goto('/settings/digests')
  await page.locator('label', { hasText: /^By/ }).locator('select').selectOption('slack')
  await page.getByLabel('Address of the webhook').fill(hook.url)
  await page.getByLabel('Day').selectOption('5')
  await page.getByLabel('Hour').selectOption('16')
  await page.getByLabel('Time zone').fill('Europe/Berlin')
  await page.getByRole('button', { name: 'Add the digest' }).click()
  const secret = page.getByText(/^[0-9a-f]{64}$/)
  await expect(secret).toBeVisible()
  const main = page.getByRole('main')
  await expect(main.getByText('Fridays at 16:00, Europe/Berlin')).toBeVisible()
  await page.reload()
  await expect(secret).toBeHidden()
  await expect(main).not.toContainText('very-secret')

  const act = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}: Everyone`) })
  await act('Send now').click()
  await expect(main.getByText(/^sent$/)).toBeVisible()
  expect(hook.received).toHaveLength(1)
  expect(hook.received[0]?.headers['x-plumbline-signature']).toMatch(/^v1=[0-9a-f]{64}$/)
  await hook.close()
  await act('Send now').click()
  await expect(main.getByText('The webhook cannot be reached (ECONNREFUSED).')).toBeVisible()

  await act('Pause').click()
  await expect(main.getByText(/· paused ·/)).toBeVisible()
  await act('Resume').click()
  await expect(main.getByText(/· next /)).toBeVisible()
  await act('Remove').click()
  await expect(page.getByRole('heading', { name: 'Nobody is told yet' })).toBeVisible()
})

test('without an e-mail server the page says which setting is missing', async ({ page }) => {
  await page.goto('/settings/digests')
  await expect(page.getByText(/PLUMBLINE_SMTP_URL/)).toBeVisible()
  await page.getByLabel('Addresses, parted by commas').fill('ann@example.com')
  await page.getByLabel('Time zone').fill('UTC')
  for (const theme of ['Light', 'Dark']) {
    await page.getByRole('button', { name: theme, exact: true }).click()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map((v) => v.id)).toEqual([])
  }
})
