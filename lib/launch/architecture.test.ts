import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '@/lib/db/root'

/** Rule → a file and an import in it that the rule must refuse. */
const BROKEN: Record<string, [file: string, imported: string]> = {
  'no-cycles': ['lib/time/back.ts', './there'],
  'nothing-unresolvable': ['lib/a/lost.ts', './nowhere'],
  'components-only-draw': ['components/a.ts', '../lib/trends/get-trends'],
  'components-know-no-routes': ['components/b.ts', '../app/page'],
  'lib-knows-no-pages': ['lib/a/pages.ts', '../../components/chart'],
  'pages-do-not-ingest': ['app/upload.ts', '../lib/ingest/apply'],
  'pages-read-as-somebody': ['app/peek.ts', '../lib/db/database'],
  'questions-do-not-write': ['lib/findings/store.ts', '../ingest/apply'],
  'ingest-asks-no-questions': ['lib/ingest/report.ts', '../trends/get-trends'],
  'pure-rooms-stay-pure': ['lib/charts/load.ts', 'pg'],
  'prisma-behind-lib-db': ['lib/trends/direct.ts', '../db/generated/client'],
  'launcher-on-top': ['lib/trends/start.ts', '../launch/home'],
  'scanner-stands-alone': ['scanner/src/borrow.ts', '../../lib/time/back'],
  'scanner-is-a-command': ['lib/ingest/scan.ts', '../../scanner/src/index'],
  'no-tests-in-the-product': ['lib/a/helper.ts', '../../e2e/harness'],
  'declared-packages-only': ['lib/a/stranger.ts', 'undeclared'],
  'no-dev-packages-in-the-product': ['lib/a/dev.ts', 'vitest'],
}

const GOOD: Record<string, string> = {
  'package.json': JSON.stringify({ dependencies: { pg: '1' }, devDependencies: { vitest: '1' } }),
  'tsconfig.json': '{}',
  'lib/time/there.ts': "import { x } from './back'\nexport const y = x",
}

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-rules-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
  writeFileSync(path.join(folder, file), text)
}

test('every rule of the one-way flow refuses the import it is there for', () => {
  for (const [file, text] of Object.entries(GOOD)) write(file, text)
  for (const name of ['pg', 'vitest', 'undeclared']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = {}')
  }
  for (const [file, imported] of Object.values(BROKEN)) {
    write(file, `import { x } from '${imported}'\nexport const y = x`)
    const target = path.join(path.dirname(file), `${imported}.ts`)
    const other = imported.startsWith('.') && imported !== './nowhere' && !(target in GOOD)
    if (other && !Object.values(BROKEN).some(([f]) => f === target))
      write(target, 'export const x = 1')
  }
  const cli = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const config = path.join(root, '.dependency-cruiser.cjs')
  const places = ['app', 'components', 'lib', 'scanner', 'e2e']
  const run = spawnSync(process.execPath, [cli, ...places, '--config', config, '-T', 'json'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const { summary } = JSON.parse(run.stdout) as {
    summary: {
      violations: { rule: { name: string }; from: string }[]
      ruleSetUsed: { forbidden: { name: string }[] }
    }
  }
  const refused = new Set(summary.violations.map(({ rule, from }) => `${rule.name} in ${from}`))
  for (const [rule, [file]] of Object.entries(BROKEN))
    expect(refused).toContain(`${rule} in ${file}`)
  expect(Object.keys(BROKEN).sort()).toEqual(
    summary.ruleSetUsed.forbidden.map(({ name }) => name).sort(),
  )
})
