import type {
  BlockingFact,
  FlowFacts,
  FunctionFact,
  ImportFact,
  Language,
  LimitFact,
  RetryLayer,
  RowFact,
  Rule,
  Site,
} from '../model'
import { argumentsOf, literalOf, readValue } from './arguments'
import { Bindings } from './bindings'
import { calleeOf } from './callee'
import type { Arguments, DetectorContext, Literal, Report, Resolved, Value } from './detector'
import { ImportResolver } from './imports/resolver'
import { familyOf } from './languages'
import type { SyntaxNode } from './parse/syntax-node'
import { LineHasher } from './report/line-hash'
import { siteAt } from './report/site'
import { FUNCTIONS, placeOf, symbolOf } from './symbols'

const LOOPS: ReadonlySet<string> = new Set([
  'for_statement',
  'for_in_statement',
  'while_statement',
  'do_statement',
  'enhanced_for_statement',
])
const NOTHING: ReadonlySet<string> = new Set()

/** What detectors see of one file. */
export class FileContext implements DetectorContext {
  readonly sites: Site[] = []
  readonly layers: RetryLayer[] = []
  readonly limits: LimitFact[] = []
  readonly rows: RowFact[] = []
  readonly blocking: { calls: BlockingFact[]; elsewhere: string[] } = { calls: [], elsewhere: [] }
  readonly flow: FlowFacts = {}
  readonly declared: FunctionFact[] = []
  readonly imports: ImportResolver
  readonly importedModules: readonly string[]
  #hasher: LineHasher | undefined
  #bindings: Bindings | undefined

  constructor(
    readonly language: Language,
    readonly source: string,
    readonly root: SyntaxNode,
    imports: readonly ImportFact[],
    readonly wanted: readonly SyntaxNode[],
  ) {
    this.importedModules = imports.map((fact) => fact.module)
    this.imports = new ImportResolver(imports, familyOf(language))
  }

  bindings(): Bindings {
    this.#bindings ??= new Bindings(this.wanted)
    return this.#bindings
  }

  resolve(target: SyntaxNode | string): Resolved | null {
    return this.imports.resolve(typeof target === 'string' ? target : calleeOf(target))
  }

  resolveAll(target: SyntaxNode | string): Resolved[] {
    return this.imports.resolveAll(typeof target === 'string' ? target : calleeOf(target))
  }

  instanceOf(name: string, from?: SyntaxNode): Resolved | null {
    const origin = this.bindings().originOf(name, from)
    return origin ? this.imports.resolve(origin) : null
  }

  callee(call: SyntaxNode): string {
    return calleeOf(call)
  }

  args(call: SyntaxNode): Arguments {
    return argumentsOf(call, (name) => this.constant(name))
  }

  value(node: SyntaxNode): Value {
    return readValue(node, (name) => this.constant(name))
  }

  constant(name: string): Literal | undefined {
    const node = this.bindings().constants.get(name)
    return node ? literalOf(node) : undefined
  }

  symbol(node: SyntaxNode): string {
    return symbolOf(node)
  }

  enclosing(
    node: SyntaxNode,
    types: readonly string[],
    options?: { beyondFunction?: boolean },
  ): SyntaxNode | null {
    return node.ancestor(new Set(types), options?.beyondFunction ? NOTHING : FUNCTIONS)
  }

  enclosingFunction(node: SyntaxNode): SyntaxNode | null {
    return node.ancestor(FUNCTIONS)
  }

  inLoop(node: SyntaxNode): boolean {
    return node.ancestor(LOOPS, FUNCTIONS) !== null
  }

  report(rule: Rule | string, node: SyntaxNode, report: Report): void {
    this.#hasher ??= new LineHasher(this.source)
    const { message, level, data, region } = report
    const place = region ?? node
    this.sites.push({
      rule: typeof rule === 'string' ? rule : rule.id,
      ...(level ? { level } : {}),
      message,
      ...siteAt(place, this.#hasher),
      symbol: placeOf(place),
      ...(data ? { data } : {}),
    })
  }

  site(node: SyntaxNode): Omit<Site, 'rule' | 'message'> {
    this.#hasher ??= new LineHasher(this.source)
    return siteAt(node, this.#hasher)
  }

  declare(fn: FunctionFact): void {
    this.declared.push(fn)
  }

  layer(layer: RetryLayer): void {
    this.layers.push(layer)
  }

  limit(limit: LimitFact): void {
    this.limits.push(limit)
  }
}
