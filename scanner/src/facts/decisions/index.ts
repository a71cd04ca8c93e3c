import type { Detector } from '../detector'
import { callDecisions } from './calls'
import { contractBuilders } from './contract-calls'
import { contractClasses } from './contract-classes'
import { contractFiles } from './contract-files'
import { contractPlaces } from './contract-places'
import { declaredDecisions } from './declared-places'
import { markDecisions } from './marks'
import { plainCaches } from './plain-caches'
import { sqlDecisions } from './sql'
import { stateMachines } from './state-machines'

/** Detectors of the seven kinds of design decision. */
export { isOneOffPath } from './one-off-paths'

export const decisionDetectors: Detector[] = [
  callDecisions,
  markDecisions,
  sqlDecisions,
  contractBuilders,
  contractClasses,
  contractFiles,
  contractPlaces,
  declaredDecisions,
  plainCaches,
  stateMachines,
]
