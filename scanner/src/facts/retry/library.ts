import type { Attempts, RetryLayerKind } from '../../model'

export type Ecosystem = 'npm' | 'pypi' | 'maven' | 'go'

/** Default attempts below a version; the last row has no `below` and stands for the newest. */
export interface VersionedDefault {
  below?: string
  attempts: Attempts
}

/**
 * Where the number is written. `option` is a keyword argument or an entry of an options object
 * (dotted when nested), `index` a positional argument, `nested` a call inside the arguments whose
 * first argument is the number (also where a variable in the arguments was made), `field` an
 * assignment to a field of the client or of the configuration it is given, `setting` one to a field
 * of the library's module.
 */
export interface Knob {
  option?: string
  index?: number
  nested?: string
  field?: string
  /** A field of the module itself, which anybody may set for all. */
  setting?: string
  /** What a bean of the application's container says for all. */
  bean?: string
  /** Policies of the library by name: an argument `retry.DefaultBackoff` stands for 4. */
  policies?: Record<string, number>
  /** First group is the number, in the text of the call or of the constants it is given. */
  text?: RegExp
  counts: 'attempts' | 'retries'
  /** Attempts by numbers that mean something else than how often: `-1` for none again. */
  means?: Record<number, Attempts>
}

/**
 * How a row is recognised:
 * `wrapper` a call that is given the work; `decorator` a Python decorator or Java annotation on it;
 * `client` a construction (or factory) whose calls are repeated; `call` a function that itself goes
 * out; `method` a method of that name anywhere in a chain, in files that import the module;
 * `operator` what a chain is handed to repeat it;
 * `queue` a place that sets how often a job is delivered; `activity` a call that has a workflow
 * engine run a function, or makes the object through which it runs several;
 * `attached` a call that has a client repeat what it sends, or makes what a client is given for it.
 */
export type Form =
  | 'wrapper'
  | 'decorator'
  | 'client'
  | 'call'
  | 'method'
  | 'queue'
  | 'activity'
  | 'operator'
  | 'attached'

/** One reviewed row: a library, how it shows in code, and how often it tries when nobody says. */
export interface RetryLibrary {
  ecosystem: Ecosystem
  /** Module as imported; a trailing `*` stands for any ending. */
  module: string
  /** Package as manifests name it, when that differs from the module. */
  package?: string
  /** Imported names or method names; empty string for the module's own (default) export. */
  members: string[]
  form: Form
  /** Methods that send, by type of such clients: where code names the type and not what makes it. */
  types?: Record<string, readonly string[]>
  kind?: RetryLayerKind
  /** Positional argument of an `activity` that is the function; absent: the call makes an object. */
  work?: number
  /** Positional argument of an `attached` call that is the client; absent: it is mounted on one. */
  to?: number
  knobs?: Knob[]
  defaults: VersionedDefault[]
  /** For a mark that is written for something else: others on the method or class that take its place. */
  unless?: readonly string[]
  /** A decorator that calls what it stands on and no more: what a generator gives later it does not see. */
  onlyCalls?: true
  /** Packages whose errors may leave its calls, by their first name; it turns all others into its own. */
  raises?: RegExp
  /** Only a layer when a knob is present. */
  optIn?: boolean
  /** Methods or errors it repeats on, as the library defines them. */
  condition?: string
  /** When it gives up whatever the count, where the library sets a limit by default. */
  deadline?: string
  /** Read at the source or by running it: `V`; from knowledge, shown as assumed: `K`. */
  confidence: 'V' | 'K'
  /** Where the default was read. */
  evidence: string
}

/** Rows of one ecosystem as their file writes them: confirmed, unless a row says otherwise. */
export const rowsOf = (
  ecosystem: Ecosystem,
  rows: readonly (Omit<RetryLibrary, 'ecosystem' | 'confidence'> & { confidence?: 'K' })[],
): RetryLibrary[] => rows.map((row) => ({ confidence: 'V', ...row, ecosystem }))

/** Shorthand for a row without versions. */
export const always = (attempts: Attempts): VersionedDefault[] => [{ attempts }]

const UNSAFE = 'not for POST or PATCH'
export const SAFE_METHODS = `GET, HEAD, PUT, DELETE, OPTIONS; ${UNSAFE}`
