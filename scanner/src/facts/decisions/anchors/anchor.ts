import type { AnchoredKind } from '../rules'

/** Languages that share a table row; `js` is TypeScript, TSX and JavaScript. */
export type Family = 'js' | 'python' | 'java' | 'go'

/** A call as the tables see it, the same in every language. */
export interface CallView {
  /** `new X()` in JavaScript and Java. */
  isNew: boolean
  /** Callee as written, calls inside it without their arguments: `Order.objects.filter.get`. */
  written: string
  /** Module and member that the callee was imported as: `django.db.transaction.atomic`, `p-limit`. */
  targets: readonly string[]
  /** The same for any other name of the file. */
  resolve(name: string): readonly string[]
  /** Positional arguments as written. */
  positional: readonly string[]
  /** Keyword arguments, or the direct keys of object literals among the arguments. */
  options: ReadonlyMap<string, string>
  /** Whether a function literal is among the arguments. */
  hasCallback: boolean
}

/** One option that the decision turns on; named in the message whether it is stated or not. */
export interface Ask {
  option: string
  label: string
  /** Position at which it may also be given without its name. */
  at?: number
  /** Named when stated, not missed when not: the default is what nearly everyone wants. */
  quiet?: boolean
  /** `value`: its value separates shapes; `set`: only whether it is stated does; `none`: neither. */
  shape: 'value' | 'set' | 'none'
}

interface Row {
  kind: AnchoredKind
  on: readonly Family[]
  /** Name of the anchor, as people say it. */
  anchor: string
  /** The row is not looked at in files that hold none of these. */
  hints: readonly string[]
  /** What it decides, the beginning of the message. */
  says: string
  asks?: readonly Ask[]
  /** What it leaves open, the end of the message. */
  leaves?: string
  /** Several in one function are one decision. */
  fold?: boolean
  /** Where the row comes from: the library's documentation. */
  source: string
}

/** A call that decides something: by import where there is one, else by how it is written. */
export interface CallAnchor extends Row {
  target?: RegExp
  written?: RegExp
  isNew?: boolean
  /** How many leading arguments tell two such calls apart; one unless stated. */
  names?: number
  when?: (call: CallView) => boolean
}

/** A decorator or annotation that decides something. */
export interface MarkAnchor extends Row {
  /** Name as written, without `@` and arguments. */
  name: RegExp
  /** Resolved name; a mark whose import says otherwise is not this one. */
  target?: RegExp
  /**
   * `class`: reported once at the class for all members that carry it without options (one decision
   * taken many times); `member`: each place.
   */
  per: 'class' | 'member'
}

/** SQL inside a string or template literal. */
export interface SqlAnchor {
  kind: AnchoredKind
  anchor: string
  pattern: RegExp
  says: string
  leaves: string
  source: string
}

/** An option whose absence is worth a word. */
export const ask = (
  option: string,
  label: string,
  shape: Ask['shape'] = 'set',
  at?: number,
): Ask => ({ option, label, shape, ...(at === undefined ? {} : { at }) })

/** An option worth a word only where it is stated. */
export const also = (option: string, label: string, shape: Ask['shape'] = 'set'): Ask => ({
  option,
  label,
  shape,
  quiet: true,
})

/** True when some argument, positional or not, reads exactly like the quoted word. */
export function hasWord(call: CallView, word: string): boolean {
  const quoted = new RegExp(`^['"\`]${word}['"\`]$`, 'i')
  return call.positional.some((text) => quoted.test(text))
}
