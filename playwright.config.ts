import { tmpdir } from 'node:os'
import path from 'node:path'
import { defineConfig } from '@playwright/test'
import { browserLaunch } from './e2e/harness/browser'
import { CLONES } from './e2e/harness/real-clones'

export default defineConfig({
  testDir: 'e2e',
  outputDir: path.join(tmpdir(), 'plumbline-test-results'),
  globalSetup: './e2e/harness/global-setup.ts',
  // Building, scanning and two starts, on a slow machine; the history of large ones takes longer.
  globalTimeout: (CLONES.length > 0 ? 60 : 12) * 60_000,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    launchOptions: await browserLaunch(),
    timezoneId: 'UTC',
    locale: 'en-GB',
    screenshot: 'only-on-failure',
    // What cannot be done is said long before the test's own time is over, with what was tried.
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
  },
})
