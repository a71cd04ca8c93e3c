import type { Glob } from './glob'

/** Whose reading of the file: the two differ in almost every detail beyond "last match wins". */
export type Dialect = 'github' | 'gitlab'

/**
 * Somebody a line names. `user` on GitLab may also be a top-level group: the file cannot tell.
 * `role` is GitLab's `@@maintainer`, which names nobody in particular.
 */
export interface Owner {
  kind: 'user' | 'team' | 'email' | 'role'
  /** As a person would write it: `@ann`, `@org/team`, `ann@example.com`, `@@maintainer`. */
  name: string
}

/** A group of GitLab rules that is judged alone; GitHub has only the first, unnamed one. */
export interface Section {
  /** Null for the rules before the first heading. */
  name: string | null
  /** Of its first heading; headings of one name, whatever their case, are one section. */
  line: number | null
  /** Optional only while all its headings say so. */
  optional: boolean
  /** Approvals asked for, at least 1. */
  approvals: number
}

export interface Rule {
  /** Place in `CodeownersFile.rules`, in file order. */
  index: number
  line: number
  /** As written, escapes and GitLab's `!` included. */
  pattern: string
  glob: Glob
  owners: Owner[]
  /** Index in `CodeownersFile.sections`. */
  section: number
  /** GitLab's `!pattern`: takes what it matches out of its section. */
  exclusion: boolean
  /** `section`: the owners are the heading's, the line names none. */
  ownersFrom: 'line' | 'section'
}

/** What a line says that cannot be taken as it stands: nothing is dropped without one of these. */
export interface Diagnostic {
  /** 0 where it is about the file as a whole. */
  line: number
  /** `error`: (part of) the line has no effect; `warning`: it has one, perhaps not the one meant. */
  severity: 'error' | 'warning'
  code: string
  message: string
  /** What to do about it. */
  advice: string
}

/** A CODEOWNERS file as its host would read it. */
export interface CodeownersFile {
  path: string | null
  dialect: Dialect
  /** Why this dialect was taken, for people. */
  dialectBecause: string
  sections: Section[]
  rules: Rule[]
  diagnostics: Diagnostic[]
}
