import { decisionDetectors } from './decisions'
import type { Detector } from './detector'

/** Everything that looks at a file. Order does not matter. */
export const DETECTORS: Detector[] = [...decisionDetectors]
