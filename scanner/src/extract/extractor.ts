import type { FileFacts, Finding, Language, Rule } from '../model'

/** What the scanner needs of a fact extractor; the real one lives in `../facts`. */
export interface Extractor {
  /** Changes whenever the same source may give different facts. */
  version: string
  rules: readonly Rule[]
  /** Basenames of the manifest and lock files that `repositoryFindings` wants. */
  manifests: readonly string[]
  languageOf(path: string): Language | null
  init(languages?: readonly Language[]): Promise<void>
  extract(language: Language, source: string): FileFacts
  repositoryFindings(
    files: Map<string, FileFacts>,
    manifests: { path: string; text: string }[],
  ): Finding[]
  /** Whether a rule says anything about files at a path; absent: always. */
  applies?: (rule: string, path: string) => boolean
  /** Module that exports `initParsers` and `extractFacts`, for worker threads; without it all runs inline. */
  module?: string
}
