import type { Detector } from '../detector'
import { callDecisions } from './calls'
import { markDecisions } from './marks'
import { sqlDecisions } from './sql'

/** Detectors of the seven kinds of design decision. */
export const decisionDetectors: Detector[] = [callDecisions, markDecisions, sqlDecisions]
