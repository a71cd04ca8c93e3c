import {
  CONFIGURATION,
  extractFacts,
  FACTS_VERSION,
  initParsers,
  languageOf,
  MANIFESTS,
  RULES,
  repositoryFindings,
} from '../facts'
import { isOneOffPath } from '../facts/decisions'
import type { Extractor } from './extractor'

/** The extractor over web-tree-sitter. */
export const treeSitterExtractor: Extractor = {
  version: FACTS_VERSION,
  rules: RULES,
  manifests: MANIFESTS,
  configuration: CONFIGURATION,
  languageOf,
  init: (languages) => initParsers(languages ? [...languages] : undefined),
  extract: extractFacts,
  repositoryFindings,
  applies: (rule, path) => !rule.startsWith('decision/') || !isOneOffPath(path),
  module: new URL('../facts/index.ts', import.meta.url).href,
}
