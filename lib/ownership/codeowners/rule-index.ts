import { SegmentTable } from './segment-table'
import type { CodeownersFile, Rule } from './types'

/** A place in the tree of all patterns: the names so far are what some patterns ask for. */
export interface Node {
  readonly names: SegmentTable<Node>
  /** What follows a `**` here; entered together with this node and never left on the way down. */
  deep: Node | null
  readonly stays: boolean
  /** Rules for a path that ends here. */
  readonly here: Rule[]
  /** Rules for every path that goes on from here. */
  readonly below: Rule[]
}

/**
 * All rules as one tree over names, so that a path is compared with the patterns that share its
 * beginning and not with every line: literal names are looked up, not tried.
 */
export class RuleIndex {
  private readonly root = node(false)

  constructor(rules: Iterable<Rule>) {
    for (const rule of rules) {
      const end = this.place(rule)
      if (rule.glob.tail !== 'below') end.here.push(rule)
      if (rule.glob.tail !== 'here') end.below.push(rule)
    }
  }

  private place(rule: Rule): Node {
    let at = this.root
    for (const segment of rule.glob.segments) {
      if (segment.kind === 'deep') {
        at.deep ??= node(true)
        at = at.deep
      } else {
        at = at.names.at(segment, () => node(false))
      }
    }
    return at
  }

  start(): Node[] {
    const nodes = new Set<Node>()
    enter(nodes, this.root)
    return [...nodes]
  }

  /** The places reached from `nodes` by one more name. */
  step(nodes: readonly Node[], name: string): Node[] {
    const next = new Set<Node>()
    for (const at of nodes) {
      if (at.stays) enter(next, at)
      at.names.each(name, (child) => enter(next, child))
    }
    return [...next]
  }

  /** Every rule that matches a path, in file order. */
  matching(path: string): Rule[] {
    const found = new Set<Rule>()
    let nodes = this.start()
    for (const name of namesOf(path)) {
      for (const at of nodes) for (const rule of at.below) found.add(rule)
      nodes = this.step(nodes, name)
    }
    for (const at of nodes) for (const rule of at.here) found.add(rule)
    return [...found].sort((a, b) => a.index - b.index)
  }
}

function node(stays: boolean): Node {
  return { names: new SegmentTable(), deep: null, stays, here: [], below: [] }
}

function enter(nodes: Set<Node>, at: Node): void {
  nodes.add(at)
  if (at.deep) nodes.add(at.deep)
}

/** `./a/b` and `/a/b` are `a/b`. */
export function namesOf(path: string): string[] {
  return path.replace(/^(?:\.?\/)+/, '').split('/')
}

const indexes = new WeakMap<CodeownersFile, RuleIndex>()

/** The index of a file, made once. */
export function indexOf(file: CodeownersFile): RuleIndex {
  let index = indexes.get(file)
  if (!index) {
    index = new RuleIndex(file.rules)
    indexes.set(file, index)
  }
  return index
}
