import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generateClient } from '@/lib/db/generate'
import { root } from '@/lib/db/root'
import { printResult, runChecks } from './checks'
import { type Counts, playwrightCounts, sum, vitestCounts } from './test-counts'

const STAGES = {
  check: async (): Promise<Counts> => {
    const results = await runChecks(printResult)
    const passed = results.filter(({ ok }) => ok).length
    const failures = results.filter(({ ok }) => !ok).map(({ name }) => name)
    return { passed, failed: failures.length, skipped: 0, failures }
  },
  unit: () => vitest('unit'),
  database: () => vitest('database'),
  e2e: () => {
    const report = path.join(folder, 'e2e.json')
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report }
    const status = run('@playwright/test/cli.js', ['test', '--reporter=list,json'], env)
    return playwrightCounts(read(report), status)
  },
}
type Stage = keyof typeof STAGES

const folder = mkdtempSync(path.join(tmpdir(), 'plumbline-tests-'))

function vitest(project: string): Counts {
  const report = path.join(folder, `${project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const status = run('vitest/vitest.mjs', ['run', '--project', project, ...reporters])
  return vitestCounts(read(report), status)
}

function run(script: string, args: string[], env: Record<string, string> = {}): number {
  const { status } = spawnSync(
    process.execPath,
    [path.join(root, 'node_modules', script), ...args],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
    },
  )
  return status ?? 1
}

/** A run that broke off leaves no report; its exit status then counts as one failure. */
function read(report: string): unknown {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}

/** `npm test`: everything, or the stages named: check, unit, database, e2e. */
async function main(): Promise<number> {
  const named = process.argv.slice(2)
  const unknown = named.find((name) => !(name in STAGES))
  if (unknown) {
    console.error(`There is no stage "${unknown}". Stages: ${Object.keys(STAGES).join(', ')}.`)
    return 2
  }
  const stages = (Object.keys(STAGES) as Stage[]).filter((s) => !named.length || named.includes(s))
  generateClient()
  const counts: Counts[] = []
  for (const stage of stages) {
    console.log(`\n── ${stage}`)
    const { failures, ...numbers } = await STAGES[stage]()
    counts.push({ ...numbers, failures: failures.map((failure) => `${stage}: ${failure}`) })
  }
  const { passed, failed, skipped, failures } = sum(counts)
  for (const failure of failures) console.log(`\nFAILED  ${failure}`)
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
  return failed > 0 ? 1 : 0
}

try {
  process.exitCode = await main()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
