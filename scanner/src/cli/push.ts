import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { errorCode, errorMessage, ScanError } from '../errors'
import { pushDocument, waitForVerdict } from '../push/client'

const OPTIONS = {
  to: { type: 'string' },
  repository: { type: 'string' },
  commit: { type: 'string' },
  'committed-at': { type: 'string' },
  ref: { type: 'string' },
  category: { type: 'string' },
  wait: { type: 'boolean' },
} as const

/** `plumbline push`: sends SARIF files as they are. Throws `ScanError` at the first that fails. */
export async function pushCommand(args: string[], signal: AbortSignal): Promise<void> {
  const { values, files } = readArgs(args)
  const url = values.to
  if (url === undefined) throw new ScanError('Say where to: plumbline push FILE --to URL.')
  if (files.length === 0) throw new ScanError('Name the SARIF files to send.')
  for (const file of files) {
    const about = {
      repository: values.repository,
      commit: values.commit,
      committedAt: values['committed-at'],
      ref: values.ref,
      category: values.category,
    }
    const accepted = await pushDocument({ url, signal }, readDocument(file), about)
    process.stdout.write(`${file}: accepted as ${accepted.id}\n`)
    if (!values.wait) continue
    const verdict = await waitForVerdict({ url, signal }, accepted)
    process.stdout.write(
      `${file}: ${verdict.status}${verdict.reason ? `: ${verdict.reason}` : ''}\n`,
    )
    if (verdict.status !== 'applied') throw new ScanError(`${file} was not applied.`)
  }
}

function readArgs(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    return { values, files: positionals }
  } catch (error) {
    throw new ScanError(`${errorMessage(error)}. Run plumbline --help.`)
  }
}

function readDocument(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    const code = errorCode(error)
    const why = code === 'ENOENT' ? 'there is no such file' : errorMessage(error)
    throw new ScanError(`Cannot read ${file}: ${why}.`)
  }
}
