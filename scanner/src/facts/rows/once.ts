import { isOneOffPath } from '../decisions/one-off-paths'
import { isTestPath } from '../paths/test-paths'

/** Scripts, commands and examples: somebody starts them by hand and waits for them. */
const BY_HAND =
  /(?:^|\/)(?:scripts?|bin|cli|cmd|tools?|examples?|samples?|demo|management\/commands|dev|benchmarks?|data-?migrations?|\w*seed\w*|\w*[mM]igrations?\w*)\//
const BY_NAME =
  /(?:^|\/)(?:\w*[-_])?(?:seed|migrate|migration|backfill|cli|script|benchmark)\w*\.[a-z]+$|[bB]ackfill|Migrat|(?:^|\/)\w*initiali[sz]ation\.[a-z]+$|(?:^|\/)backups?\w*\//

/** Whether code is run once or by hand: how often it asks a database is nobody's load. */
export const isRunOnce = (path: string): boolean =>
  isOneOffPath(path) || isTestPath(path) || BY_HAND.test(path) || BY_NAME.test(path)
