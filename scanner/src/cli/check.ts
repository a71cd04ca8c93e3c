import { parseArgs } from 'node:util'
import { writeBaseline } from '../check/baseline'
import { newAsSarif, reportText } from '../check/report'
import { isBreach } from '../check/result'
import { checkWithBaseline } from '../check/with-baseline'
import { checkWithServer } from '../check/with-server'
import { errorMessage, ScanError } from '../errors'
import { branchPoint } from '../git/branch-point'
import { openRepository } from '../git/open'
import type { Scan } from '../history/types'
import { scanRepository } from '../index'
import { writeWhole } from './output'
import { progressReporter } from './progress'

const OPTIONS = {
  server: { type: 'string' },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  'budgets-only': { type: 'boolean' },
  name: { type: 'string' },
  category: { type: 'string' },
  json: { type: 'boolean' },
  sarif: { type: 'string' },
} as const

/**
 * `plumbline check`: scans what is checked out and names what is new in it. Resolves to the exit
 * status: 0 nothing new or within budget, 1 a breach. Throws `ScanError`.
 */
export async function checkCommand(args: string[], signal: AbortSignal): Promise<0 | 1> {
  const { values, path } = readArgs(args)
  const scan = await scanHead(path, values, signal)
  const target = values['write-baseline']
  if (target !== undefined) {
    const findings = writeBaseline(target, scan)
    process.stdout.write(
      `${target}: ${findings} findings at ${scan.commit.slice(0, 12)}. Commit it; checks name what is new against it.\n`,
    )
    return 0
  }
  const result =
    values.baseline === undefined
      ? await checkWithServer(
          { url: values.server ?? '', signal },
          scan,
          await branchedAt(path, scan),
        )
      : checkWithBaseline(values.baseline, scan)
  const budgetsOnly = values['budgets-only'] === true
  const breach = isBreach(result, budgetsOnly)
  if (values.sarif !== undefined) writeWhole(values.sarif, newAsSarif(scan.sarif, result))
  process.stdout.write(
    values.json ? `${JSON.stringify({ ...result, breach })}\n` : reportText(result, budgetsOnly),
  )
  return breach ? 1 : 0
}

type Values = ReturnType<typeof readArgs>['values']

/** The one scan of HEAD. Introducing commits are not asked for: what is new was brought here. */
async function scanHead(path: string, values: Values, signal: AbortSignal): Promise<Scan> {
  const progress = progressReporter(process.stderr, false)
  let last: Scan | undefined
  try {
    await scanRepository({
      path,
      signal,
      olderBudgetMs: 0,
      ...(values.name === undefined ? {} : { name: values.name }),
      ...(values.category === undefined ? {} : { category: values.category }),
      onProgress: process.stderr.isTTY ? progress.report : undefined,
      onScan: (scan) => {
        last = scan
      },
    })
  } finally {
    progress.end()
  }
  if (!last) throw new ScanError(`${path} gave no scan. Check something out, then check again.`)
  return last
}

async function branchedAt(path: string, { commit }: Scan): Promise<string | null> {
  return branchPoint(await openRepository(path), commit)
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const ways = [values.server, values.baseline, values['write-baseline']]
    if (ways.filter((way) => way !== undefined).length !== 1) {
      throw new Error(
        'Say against what: --server URL, or --baseline FILE (or --write-baseline FILE)',
      )
    }
    if (positionals.length > 1) throw new Error('give one path')
    return { values, path: positionals[0] ?? '.' }
  } catch (error) {
    throw new ScanError(`${errorMessage(error)}. Run plumbline --help.`)
  }
}
