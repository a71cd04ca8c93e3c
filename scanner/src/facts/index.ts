import type { Rule } from '../model'
import { DETECTORS } from './detectors'
import { retryPathRules } from './paths'

export { CONFIGURATION } from './config'
export { extractFacts, initParsers } from './extract'
export { languageOf } from './languages'
export { Assembly, MANIFESTS } from './paths'
export { FACTS_VERSION } from './version'

/** Every rule, also those that find nothing in a repository. */
export const RULES: Rule[] = [
  ...new Map(
    [...DETECTORS.flatMap((detector) => detector.rules), ...retryPathRules].map((rule) => [
      rule.id,
      rule,
    ]),
  ).values(),
]
