import type { FileFacts, Finding, Language, Rule } from '../model'

/** What the scanner needs of a fact extractor; the real one lives in `../facts`. */
export interface Extractor {
  /** Changes whenever the same source may give different facts. */
  version: string
  rules: readonly Rule[]
  /** Basenames of the manifest and lock files that assembling wants. */
  manifests: readonly string[]
  /** Configuration files that assembling wants beside them; absent: none. */
  configuration?: {
    wants(path: string): boolean
    /** Whether the text of such a file says anything that is looked for. */
    speaks(path: string, text: string): boolean
    unread(
      manifests: readonly { path: string; text: string }[],
    ): readonly { path: string; reason: string }[]
  }
  languageOf(path: string): Language | null
  init(languages?: readonly Language[]): Promise<void>
  extract(language: Language, source: string): FileFacts
  /**
   * What assembles findings over all files of a commit; it may remember one for the next. Where only
   * some rules are asked about, findings of others may be left out.
   */
  assembler(): (
    files: ReadonlyMap<string, FileFacts>,
    manifests: { path: string; text: string }[],
    rules?: ReadonlySet<string>,
  ) => Finding[]
  /** Whether a rule says anything about files at a path; absent: always. */
  applies?: (rule: string, path: string) => boolean
  /** Module that exports `initParsers` and `extractFacts`, for worker threads; without it all runs inline. */
  module?: string
}
