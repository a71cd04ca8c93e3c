import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
} from 'yaml'
import type { Tree } from './tree'

/** Aliases that are followed; more is a file that means to be large. */
const MAX_NODES = 200_000

/** Documents of a YAML or JSON text with their lines, and why some could not be read. */
export interface YamlTrees {
  documents: Tree[]
  unread?: string
}

/** `firstLine` is where the text begins, for documents inside other files. */
export function yamlTrees(text: string, firstLine = 1): YamlTrees {
  const counter = new LineCounter()
  const found: YamlTrees = { documents: [] }
  try {
    const options = {
      lineCounter: counter,
      logLevel: 'error',
      uniqueKeys: false,
      prettyErrors: false,
    } as const
    for (const document of parseAllDocuments(text, options)) {
      if (!('contents' in document)) continue
      // Other readers of YAML take a bracket that closes further out.
      if (document.errors.some(({ code }) => code !== 'BAD_INDENT')) found.unread = reason(text)
      else if (document.contents)
        found.documents.push(new Builder(document, counter, firstLine).root())
    }
  } catch {
    found.unread = reason(text)
  }
  return found
}

const reason = (text: string): string =>
  text.includes('{{') ? 'configuration template, not valid YAML' : 'configuration, not valid YAML'

class Builder {
  #nodes = 0
  readonly #anchors = new Map<string, unknown>()

  constructor(
    readonly document: Document,
    readonly counter: LineCounter,
    readonly firstLine: number,
  ) {}

  root(): Tree {
    return this.#tree(this.document.contents) ?? { line: this.firstLine, endLine: this.firstLine }
  }

  #line(offset: number): number {
    return this.counter.linePos(offset).line + this.firstLine - 1
  }

  #tree(node: unknown): Tree | undefined {
    if (++this.#nodes > MAX_NODES) throw new Error('too many nodes')
    if (isAlias(node)) return this.#tree(this.#anchors.get(node.source))
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return undefined
    if (node.anchor) this.#anchors.set(node.anchor, node)
    const [from, to] = node.range ?? [0, 0]
    const line = this.#line(from)
    const tree: Tree = { line, endLine: Math.max(line, this.#line(Math.max(from, to - 1))) }
    if (node.tag && !node.tag.startsWith('tag:yaml.org')) tree.tag = node.tag
    if (isScalar(node)) tree.text = node.value === null ? 'null' : String(node.source ?? node.value)
    else if (isSeq(node)) tree.list = node.items.flatMap((item) => this.#tree(item) ?? [])
    else tree.map = this.#entries(node.items)
    return tree
  }

  #entries(pairs: readonly { key: unknown; value?: unknown }[]): Map<string, Tree> {
    const map = new Map<string, Tree>()
    for (const { key, value } of pairs) {
      const child = this.#tree(value)
      const name = isScalar(key) ? String(key.value) : ''
      if (name === '<<') {
        for (const from of child?.list ?? [child]) {
          for (const [inherited, tree] of from?.map ?? []) {
            if (!map.has(inherited)) map.set(inherited, tree)
          }
        }
      } else if (child) {
        // The place of an entry begins with its key.
        const [start] = isScalar(key) && key.range ? key.range : [undefined]
        map.set(name, start === undefined ? child : { ...child, line: this.#line(start) })
      }
    }
    return map
  }
}
