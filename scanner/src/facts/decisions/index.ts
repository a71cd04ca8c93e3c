import type { Detector } from '../detector'

/** Detectors of the seven kinds of design decision. */
export const decisionDetectors: Detector[] = []
