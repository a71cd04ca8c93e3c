import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { FullConfig } from '@playwright/test'
import { LEDGER_WEEKS } from './fixture-ledger'
import { fixtureRepository } from './fixture-repository'
import { announce } from './instances'
import { type Plumbline, READY, removeHome, startPlumbline, temporaryHome } from './plumbline'
import { CLONES } from './real-clones'

/**
 * Everything real: `npm start` on fixture repositories, on the clones that `PLUMBLINE_E2E_CLONES`
 * names, and once more with nothing to show. What they printed is left beside the screenshots.
 */
export default async function setup({ projects }: FullConfig): Promise<() => Promise<void>> {
  const repository = fixtureRepository()
  const decisions = fixtureRepository('ledger', LEDGER_WEEKS)
  const homes = [temporaryHome(), temporaryHome(), temporaryHome(), temporaryHome()] as const
  const running: Plumbline[] = []
  const teardown = async () => {
    await Promise.all(running.map((one) => one.stop()))
    const folder = projects[0]?.outputDir ?? '.'
    mkdirSync(folder, { recursive: true })
    running.forEach((one, i) => {
      writeFileSync(path.join(folder, `start-${i + 1}.log`), one.output())
    })
    for (const home of homes) removeHome(home)
    for (const one of [repository, decisions]) {
      rmSync(path.dirname(one), { recursive: true, force: true })
    }
  }
  const address = async (args: string[], home: string) => {
    const one = startPlumbline(args, { PLUMBLINE_HOME: home })
    running.push(one)
    const [, found = ''] = await one.prints(READY)
    // Every spec of the pages would fail for want of data; this says why.
    const trouble = /^.*(could not be applied|not scanned).*$/m.exec(one.output())
    if (trouble) throw new Error(trouble[0])
    return found
  }
  try {
    const shop = await address([repository], homes[0])
    await nameView(shop)
    const empty = await address([], homes[1])
    const ledger = await address([decisions], homes[2])
    // Last, so that the build is there and nothing else wants the processors.
    const real = CLONES.length > 0 ? await address([...CLONES, '--history', '8w'], homes[3]) : ''
    announce({
      shop: { address: shop, repository, home: homes[0] },
      ledger: { address: ledger },
      empty: { address: empty },
      ...(real && { real: { address: real, repositories: CLONES } }),
    })
  } catch (error) {
    await teardown()
    throw error
  }
  return teardown
}

/** So that there is a page of this kind too, as a link leads to it. */
async function nameView(address: string): Promise<void> {
  const view = { page: 'findings', name: 'Everything by path', query: 'sort=path', shared: true }
  const answer = await fetch(`${address}/api/v1/views`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(view),
  })
  if (!answer.ok) throw new Error(`a view was not saved: ${await answer.text()}`)
}
