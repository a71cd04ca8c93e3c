import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { platform, tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { commit, fixtureRepository } from './harness/fixture-repository'
import { instances } from './harness/instances'
import { READY, removeHome, startPlumbline, temporaryHome } from './harness/plumbline'
import { processesWith } from './harness/processes'

let home: string
test.beforeEach(() => {
  home = temporaryHome()
})
test.afterEach(() => removeHome(home))

/** Uploads that the dashboard at `address` has dealt with. */
async function applied(address: string): Promise<number> {
  const health = await fetch(`${address}/api/v1/health`)
  return ((await health.json()) as { uploads: { done: number } }).uploads.done
}

test('paths that cannot be scanned are named, and without any other nothing starts', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-no-repository-'))
  const plumbline = startPlumbline([folder, '/no/such/path'], { PLUMBLINE_HOME: home })
  expect(await plumbline.exited).toBe(1)
  rmSync(folder, { recursive: true })
  expect(plumbline.output()).toContain(`${folder} is not a git repository. Give the folder`)
  expect(plumbline.output()).toContain('/no/such/path does not exist.')
  expect(existsSync(path.join(home, 'postgres'))).toBe(false)
})

test('a taken port is named, with the way out', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const plumbline = startPlumbline([], { PLUMBLINE_HOME: home, PORT: String(port) })
  expect(await plumbline.exited).toBe(1)
  server.close()
  expect(plumbline.output()).toContain(
    `Port ${port} is taken by another program. Choose another: PORT=${port + 1} npm start`,
  )
})

test('a port taken by another Plumbline is recognised as such', async () => {
  const { address } = instances().shop
  const env = { PLUMBLINE_HOME: home, PORT: new URL(address).port }
  const plumbline = startPlumbline([], env)
  expect(await plumbline.exited).toBe(1)
  expect(plumbline.output()).toContain(`taken by another Plumbline, with other data (${address})`)
})

test('a PostgreSQL that cannot be reached is named, without its password', async () => {
  const url = 'postgresql://me:secret@127.0.0.1:1/drift'
  const plumbline = startPlumbline([], { PLUMBLINE_HOME: home, DATABASE_URL: url })
  expect(await plumbline.exited).toBe(1)
  expect(plumbline.output()).toContain(
    'PostgreSQL at 127.0.0.1:1/drift (DATABASE_URL) cannot be reached',
  )
  expect(plumbline.output()).toContain('unset it to use the embedded database')
  expect(plumbline.output()).not.toContain('secret')
})

test('a second start on the same data joins the first and ends', async () => {
  const { shop } = instances()
  const before = await applied(shop.address)
  const plumbline = startPlumbline([shop.repository], { PLUMBLINE_HOME: shop.home })
  expect(await plumbline.exited).toBe(0)
  expect(plumbline.output()).toContain('Plumbline already runs')
  expect(plumbline.output()).toContain(shop.address)
  // The tip is said once more, because it is known to be the newest until now; nothing else is sent.
  expect(await applied(shop.address)).toBeLessThanOrEqual(before + 1)
})

test('Ctrl-C during a scan loses nothing, and the next start scans only what is new', async () => {
  test.setTimeout(180_000)
  const repository = fixtureRepository()
  const start = () => startPlumbline([repository], { PLUMBLINE_HOME: home })

  const first = start()
  await first.prints(/dashboard {2}http/)
  expect(await first.stop()).toBe(0)
  if (platform() === 'linux') expect(processesWith(home)).toEqual([])
  expect(existsSync(path.join(home, 'postgres/postmaster.pid'))).toBe(false)

  const second = start()
  const [, address = ''] = await second.prints(READY)
  const all = await applied(address)
  expect(all).toBeGreaterThanOrEqual(8)
  await second.stop()

  commit(repository, 'One more', { 'more.ts': 'export const more = 1\n' })
  const third = start()
  const [, again = ''] = await third.prints(READY)
  const now = await applied(again)
  await third.stop()
  rmSync(path.dirname(repository), { recursive: true })
  expect(now - all).toBeGreaterThanOrEqual(1)
  expect(now - all).toBeLessThanOrEqual(2)
})
