import type { FileFacts, Finding, Language, Rule } from '../model'

/** Some of the assembled findings. */
export interface Asked {
  /** Whether any of a rule is asked about. */
  rule(id: string): boolean
  /** Whether the one with this identity is. */
  one(rule: string, identity: string): boolean
  /** Keys of where they begin; absent where one begins nowhere, or at several places. */
  entries?: ReadonlySet<string>
}

/** Assembles findings over files. Where only some are asked about, others may be left out. */
export interface Assembler {
  (
    files: ReadonlyMap<string, FileFacts>,
    manifests: { path: string; text: string }[],
    asked?: Asked,
  ): Finding[]
  /** What it left out when it was last asked about everything; absent: nothing. */
  notes?(): readonly string[]
}

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
  /** What assembles findings over all files of a commit; it may remember one for the next. */
  assembler(): Assembler
  /** Whether a rule says anything about files at a path; absent: always. */
  applies?: (rule: string, path: string) => boolean
  /** Module that exports `initParsers` and `extractFacts`, for worker threads; without it all runs inline. */
  module?: string
}
