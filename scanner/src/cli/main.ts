import { errorMessage, ScanError } from '../errors'
import { checkCommand } from './check'
import { pushCommand } from './push'
import { scanCommand } from './scan'
import { USAGE } from './usage'

/** Runs a command line (without node and script) and gives the exit status: 0 ok, 1 something new breaks a budget, 2 error, 130 stopped. */
export async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    if (command === 'scan') await scanCommand(rest, stop.signal)
    else if (command === 'push') await pushCommand(rest, stop.signal)
    else if (command === 'check') return await checkCommand(rest, stop.signal)
    else if (command === undefined || command === 'help' || command === '--help') {
      process.stdout.write(USAGE)
    } else throw new ScanError(`Unknown command ${command}. Run plumbline --help.`)
    return 0
  } catch (error) {
    if (stop.signal.aborted) {
      process.stderr.write(
        '\nplumbline: stopped; what was read is kept, run the same command again to go on.\n',
      )
      return 130
    }
    process.stderr.write(`plumbline: ${describe(error)}\n`)
    return 2
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

function describe(error: unknown): string {
  if (error instanceof ScanError || process.env.PLUMBLINE_DEBUG === undefined) {
    return errorMessage(error)
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
