import { decisionDetectors } from './decisions'
import type { Detector } from './detector'
import { retryingClients } from './retry/clients'
import { libraryCalls } from './retry/library-calls'
import { retryLoops } from './retry/loops'
import { catchBlocks } from './swallowed/catch-blocks'
import { goErrors } from './swallowed/go-errors'
import { promiseCatch } from './swallowed/promise-catch'

/** Everything that looks at a file. Order does not matter. */
export const DETECTORS: Detector[] = [
  catchBlocks,
  promiseCatch,
  goErrors,
  libraryCalls,
  retryingClients,
  retryLoops,
  ...decisionDetectors,
]
