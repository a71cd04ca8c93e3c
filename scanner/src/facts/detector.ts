import type {
  BlockingFact,
  FlowFacts,
  FunctionFact,
  Language,
  Level,
  LimitFact,
  RetryLayer,
  RowFact,
  Rule,
  Site,
} from '../model'
import type { SyntaxNode } from './parse/syntax-node'

export type { SyntaxNode } from './parse/syntax-node'

/** Where a name comes from. */
export interface Resolved {
  /** As imported: `exponential-backoff`, `tenacity`, `org.springframework.retry.annotation`. */
  module: string
  /** Exported name; `default` or `*` when the module itself is meant. */
  imported: string
  /** What follows in the dotted name. */
  path: string[]
  /** `imported` and `path` joined without `default` and `*`: equal for every import style. */
  member: string
}

export type Literal = string | number | boolean | null

/** An argument or option. `literal` is set for literals and for constants of the same file. */
export interface Value {
  node: SyntaxNode
  literal?: Literal
  /** Entries of an object literal, dict or keyed composite literal. */
  entries?: Map<string, Value>
}

export interface Arguments {
  positional: Value[]
  /** Keyword arguments (Python), annotation elements (Java). */
  named: Map<string, Value>
  /** `...rest`, `**kwargs`: not everything is visible. */
  spread: boolean
  /** Keyword, or entry of any object argument; dotted for nested entries: `retry.limit`. */
  option(path: string): Value | undefined
}

export interface Report {
  message: string
  data?: Record<string, unknown>
  level?: Level
  /** Where the finding stands if not the visited node's whole extent. */
  region?: SyntaxNode
}

export interface DetectorContext {
  readonly language: Language
  readonly source: string
  readonly root: SyntaxNode
  /** Modules this file imports, as written. */
  readonly importedModules: readonly string[]
  /** A dotted name, a callee or a call, annotation or decorator, through this file's imports. */
  resolve(target: SyntaxNode | string): Resolved | null
  /** Every possible origin: Java wildcard imports give several. Ask a table which one is known. */
  resolveAll(target: SyntaxNode | string): Resolved[]
  /**
   * Origin of the class or factory that a variable, field or parameter of this file was made from
   * or typed with: `stripe` in `const stripe = new Stripe(key)`. Also for `this.stripe`.
   * With `from`, the declaration that is visible there.
   */
  instanceOf(name: string, from?: SyntaxNode): Resolved | null
  /** Dotted text of a call's target without arguments: `prisma.user.findMany`, `getClient().send`. */
  callee(call: SyntaxNode): string
  args(call: SyntaxNode): Arguments
  value(node: SyntaxNode): Value
  /** Value of a literal constant of this file. */
  constant(name: string): Literal | undefined
  /** Symbol path of the innermost named scope around a node, `Class.method`; empty at file level. */
  symbol(node: SyntaxNode): string
  /** Nearest ancestor of these types, not looking beyond the enclosing function unless asked to. */
  enclosing(
    node: SyntaxNode,
    types: readonly string[],
    options?: { beyondFunction?: boolean },
  ): SyntaxNode | null
  /** Innermost function, method or lambda around a node. */
  enclosingFunction(node: SyntaxNode): SyntaxNode | null
  /** Inside a loop of the same function (bodies of callbacks are functions of their own). */
  inLoop(node: SyntaxNode): boolean
  /** Adds a finding; fills snippet, context, hashes, symbol and the owner declared beside the code. */
  report(rule: Rule | string, node: SyntaxNode, report: Report): void
  /** Text and hashes of a place, for a finding that is assembled later. */
  site(node: SyntaxNode): Omit<Site, 'rule' | 'message'>
  /** Adds a function that has no body of its own, such as a method of a declarative client. */
  declare(fn: FunctionFact): void
  /** Adds a retry layer; for retry detectors. */
  layer(layer: RetryLayer): void
  /** Adds a time limit, pool limit or circuit breaker. */
  limit(limit: LimitFact): void
  /** Calls that are made once for each element. */
  readonly rows: RowFact[]
  /** Calls that wait, and those that are made on a thread of their own. */
  readonly blocking: { calls: BlockingFact[]; elsewhere: string[] }
  /** Where work enters and leaves the file; for the detectors in `flow`. */
  readonly flow: FlowFacts
  /** Variables of the file: what each was made from, and their literal values. */
  bindings(): {
    constants: ReadonlyMap<string, SyntaxNode>
    makers: ReadonlyMap<string, SyntaxNode>
    originOf(name: string, from?: SyntaxNode): string | undefined
    makersAt(name: string, from: SyntaxNode): SyntaxNode[]
  }
}

/** Looks at the nodes of some types, in document order, over a finished tree. */
export interface Detector {
  rules: Rule[]
  /** Languages it reads; all when absent. */
  languages?: readonly Language[]
  /** Node types of the grammars (names unknown to a grammar do no harm). */
  nodeTypes: readonly string[]
  visit(node: SyntaxNode, ctx: DetectorContext): void
  /** Called once per file after all visits, for what only the whole file can say. */
  finish?(ctx: DetectorContext): void
}
