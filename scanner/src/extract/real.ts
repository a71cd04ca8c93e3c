import {
  Assembly,
  CONFIGURATION,
  extractFacts,
  FACTS_VERSION,
  initParsers,
  languageOf,
  MANIFESTS,
  RULES,
} from '../facts'
import { isOneOffPath } from '../facts/decisions'
import { isRunOnce } from '../facts/rows/once'
import type { Assembler, Extractor } from './extractor'

/** The extractor over web-tree-sitter. */
export const treeSitterExtractor: Extractor = {
  version: FACTS_VERSION,
  rules: RULES,
  manifests: MANIFESTS,
  configuration: CONFIGURATION,
  languageOf,
  init: (languages) => initParsers(languages ? [...languages] : undefined),
  extract: extractFacts,
  assembler() {
    const assembly = new Assembly()
    const assemble: Assembler = (files, manifests, asked) =>
      assembly.findings(files, manifests, asked)
    assemble.notes = () => assembly.notes
    return assemble
  },
  applies: (rule, path) =>
    rule.startsWith('decision/')
      ? !isOneOffPath(path)
      : rule !== 'pattern/query-per-row' || !isRunOnce(path),
  module: new URL('../facts/index.ts', import.meta.url).href,
}
