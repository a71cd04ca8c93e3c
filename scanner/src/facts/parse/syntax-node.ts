import type { Region } from '../../model'

const NONE: readonly never[] = []

/** One source text with its line table. */
export class SourceText {
  #lineStarts: number[] | undefined
  #lines: string[] | undefined

  constructor(readonly source: string) {}

  get lineStarts(): number[] {
    if (!this.#lineStarts) {
      this.#lineStarts = [0]
      for (let at = this.source.indexOf('\n'); at >= 0; at = this.source.indexOf('\n', at + 1)) {
        this.#lineStarts.push(at + 1)
      }
    }
    return this.#lineStarts
  }

  /** Lines without their line ends. */
  get lines(): string[] {
    this.#lines ??= this.source.split(/\r?\n/)
    return this.#lines
  }

  /** Line and column from 1, columns in UTF-16 code units. */
  position(index: number): { line: number; column: number } {
    const starts = this.lineStarts
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: index - (starts[low] ?? 0) + 1 }
  }

  region(start: number, end: number): Region {
    const from = this.position(start)
    const to = this.position(end)
    return {
      startLine: from.line,
      startColumn: from.column,
      endLine: to.line,
      endColumn: to.column,
    }
  }
}

/**
 * A named node, copied out of the parser's memory in one cursor pass: detectors may keep it, walk
 * it in every direction and never cross into WebAssembly. Anonymous tokens are not nodes; the few
 * that carry meaning (operators, `async`) stand in `tokens`. Type annotations, interfaces, strings
 * and the like are leaves: read their `text`.
 */
export class SyntaxNode {
  children: readonly SyntaxNode[] = NONE
  tokens: readonly string[] = NONE
  /** Symbol path memo of scope nodes; see symbols.ts. */
  symbolPath: string | undefined
  /** Memo of callee.ts. */
  callee: string | undefined

  constructor(
    readonly file: SourceText,
    readonly type: string,
    readonly start: number,
    readonly end: number,
    /** Field name in the parent, e.g. `body`. */
    readonly field: string | null,
    readonly parent: SyntaxNode | null,
  ) {}

  get text(): string {
    return this.file.source.slice(this.start, this.end)
  }

  get region(): Region {
    return this.file.region(this.start, this.end)
  }

  /** First child in that field. */
  child(field: string): SyntaxNode | null {
    for (const child of this.children) if (child.field === field) return child
    return null
  }

  /** First child of one of these types. */
  first(...types: string[]): SyntaxNode | null {
    for (const child of this.children) if (types.includes(child.type)) return child
    return null
  }

  /** Whether a kept token stands directly in this node, e.g. `async` or `===`. */
  has(token: string): boolean {
    return this.tokens.includes(token)
  }

  contains(other: SyntaxNode): boolean {
    return this.start <= other.start && other.end <= this.end
  }

  /** Nearest ancestor of one of these types; stops before leaving a `stop` type. */
  ancestor(types: ReadonlySet<string>, stop?: ReadonlySet<string>): SyntaxNode | null {
    for (let node = this.parent; node; node = node.parent) {
      if (types.has(node.type)) return node
      if (stop?.has(node.type)) return null
    }
    return null
  }

  /** Every node below, in document order, without entering nodes of a `stop` type. */
  *descendants(stop?: ReadonlySet<string>): Generator<SyntaxNode> {
    const pending: SyntaxNode[] = []
    for (let at = this.children.length; at-- > 0; ) pending.push(this.children[at] as SyntaxNode)
    for (let node = pending.pop(); node; node = pending.pop()) {
      yield node
      if (stop?.has(node.type)) continue
      for (let at = node.children.length; at-- > 0; ) pending.push(node.children[at] as SyntaxNode)
    }
  }
}
