import { beats } from './owners-of'
import { type Node, namesOf, type RuleIndex } from './rule-index'
import type { Rule } from './types'

/** The deciding rule of each section that has one. */
export type Deciders = ReadonlyMap<number, Rule>

interface Directory {
  nodes: Node[]
  /** Decided by rules for everything below this directory or one above it. */
  deciders: Deciders
}

const NOBODY: Deciders = new Map()

/**
 * Who decides each of very many paths. What holds for all of a directory is found out once per
 * directory, so a path costs one step and not its depth, and a rule for a whole directory costs
 * nothing per file. `onMatch` hears of every rule that matches anything, perhaps repeatedly.
 */
export function survey(
  index: RuleIndex,
  paths: Iterable<string>,
  onMatch: (rule: Rule) => void,
  onPath: (path: string, deciders: Deciders) => void,
): void {
  const directories = new Map<string, Directory>()
  const decide = (from: Deciders, rules: readonly Rule[]): Deciders => {
    if (rules.length === 0) return from
    const next = new Map(from)
    for (const rule of rules) {
      onMatch(rule)
      const before = next.get(rule.section)
      if (!before || beats(rule, before)) next.set(rule.section, rule)
    }
    return next
  }
  const below = (nodes: Node[], from: Deciders): Directory => ({
    nodes,
    deciders: nodes.reduce((d, at) => decide(d, at.below), from),
  })
  const root = below(index.start(), NOBODY)

  const directoryOf = (names: readonly string[]): Directory => {
    const key = names.slice(0, -1).join('/')
    if (names.length === 1) return root
    let directory = directories.get(key)
    if (!directory) {
      const parent = directoryOf(names.slice(0, -1))
      directory = below(index.step(parent.nodes, names.at(-2) ?? ''), parent.deciders)
      directories.set(key, directory)
    }
    return directory
  }

  for (const path of paths) {
    const names = namesOf(path)
    const { nodes, deciders } = directoryOf(names)
    const last = names.at(-1) ?? ''
    const decided = index.step(nodes, last).reduce((d, at) => decide(d, at.here), deciders)
    onPath(path, decided)
  }
}
