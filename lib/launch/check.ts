import { printResult, runChecks } from './checks'

/** `npm run check`: style, types, direction of imports, unused code; in seconds, no database. */
const results = await runChecks(printResult)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1
