import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '')
/** As `npm start` on this machine alone sets it: tests of routes ask nobody to sign in. */
const env = { PLUMBLINE_LISTEN: '127.0.0.1' }
const setupFiles = ['lib/launch/test-seed.ts']
const resolve = { alias: { '@': root } }
/** What is waited for comes at once, but not on a busy machine: a second, as is the default, is short. */
const expect = { poll: { timeout: 30_000 } }

export default defineConfig({
  resolve,
  test: {
    // One processor is not left idle, as is the default: half the time is waiting for PostgreSQL.
    // No more than PostgreSQL has connections for.
    maxWorkers: Math.min(8, availableParallelism()),
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          env,
          setupFiles,
          expect,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          include: ['{lib,app,components,scanner,bench}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.db.test.ts'],
        },
      },
      {
        resolve,
        test: {
          name: 'database',
          env,
          include: ['{lib,app,bench}/**/*.db.test.ts'],
          exclude: ['**/node_modules/**'],
          setupFiles,
          expect,
          globalSetup: ['lib/db/testing-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
