import { parseArgs } from 'node:util'
import { errorMessage, ScanError } from '../errors'
import type { Scan } from '../history/types'
import { parseHistory } from '../history/weeks'
import { scanRepository } from '../index'
import { PushQueue } from '../push/queue'
import { sarifPath, writeWhole } from './output'
import { progressReporter } from './progress'
import { summaryText } from './report'

const OPTIONS = {
  history: { type: 'string' },
  older: { type: 'string' },
  sarif: { type: 'string' },
  push: { type: 'string' },
  name: { type: 'string' },
  category: { type: 'string' },
  wait: { type: 'boolean' },
  'json-progress': { type: 'boolean' },
} as const

/** `plumbline scan`: reads the arguments, scans, writes or sends. Throws `ScanError`. */
export async function scanCommand(args: string[], signal: AbortSignal): Promise<void> {
  const { values, path } = readArgs(args)
  const history = readHistory(values.history)
  const older = readSeconds(values.older)
  const progress = progressReporter(process.stderr, values['json-progress'] === true)
  const queue =
    values.push === undefined
      ? null
      : new PushQueue({ url: values.push, signal, wait: values.wait === true })
  const onScan = async (scan: Scan) => {
    if (values.sarif !== undefined) writeWhole(sarifPath(values.sarif, scan), scan.sarif)
    if (queue) await queue.add(scan)
  }
  try {
    const summary = await scanRepository({
      path,
      signal,
      ...(values.name === undefined ? {} : { name: values.name }),
      ...(values.category === undefined ? {} : { category: values.category }),
      ...(history === undefined ? {} : { history }),
      ...(older === undefined ? {} : { olderBudgetMs: older * 1000 }),
      ...(queue ? { skip: (about) => queue.applied(about) } : {}),
      onProgress: progress.report,
      ...(values.sarif === undefined && queue === null ? {} : { onScan }),
    })
    await queue?.finish()
    progress.end()
    if (!values['json-progress']) process.stdout.write(summaryText(summary))
  } finally {
    progress.end()
  }
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    if (positionals.length > 1)
      throw new Error('give one path; run the command once per repository')
    return { values, path: positionals[0] ?? '.' }
  } catch (error) {
    throw new ScanError(`${errorMessage(error)}. Run plumbline --help.`)
  }
}

function readHistory(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const weeks = parseHistory(text)
  if (weeks !== null) return weeks
  throw new ScanError(`--history ${text} is not understood. Give weeks from 1w to 520w, e.g. 26w.`)
}

function readSeconds(text: string | undefined): number | undefined {
  if (text === undefined || /^\d{1,5}$/.test(text)) return text === undefined ? text : Number(text)
  throw new ScanError(`--older ${text} is not understood. Give whole seconds, e.g. 60.`)
}
