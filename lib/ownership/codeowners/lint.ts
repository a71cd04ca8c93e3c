import { globKey } from './glob'
import { deadAdvice } from './lint-advice'
import { decidingRules } from './owners-of'
import { RuleIndex } from './rule-index'
import { survey } from './survey'
import type { CodeownersFile, Diagnostic, Rule } from './types'
import { groupUnowned, type UnownedGroup } from './unowned'

export interface LintRule {
  line: number
  pattern: string
}

export interface LintReport {
  paths: number
  /** Rules that match none of the paths. */
  dead: (LintRule & { advice: string })[]
  /** Rules that match, but never decide: `by` are lines that decide instead (the first few). */
  shadowed: (LintRule & { by: number[] })[]
  /** The same pattern more than once in a section: only the last line counts. */
  duplicates: { pattern: string; lines: number[] }[]
  unowned: { paths: number; groups: UnownedGroup[] }
  /** Owners that are not among the known ones; empty when none were given. */
  unknownOwners: { owner: string; lines: number[] }[]
  /** How many paths each rule decides, by line; rules that decide none are absent. */
  decides: Map<number, number>
  diagnostics: Diagnostic[]
}

export interface LintOptions {
  /** Handles and addresses of known people and teams, with or without `@`, in any case. */
  known?: Iterable<string>
}

/** How many lines `by` names at most. */
const FEW = 3

/** What in a file does nothing, or not what it seems to do, given the paths that are tracked. */
export function lintCodeowners(
  file: CodeownersFile,
  paths: readonly string[],
  options: LintOptions = {},
): LintReport {
  const { duplicates, last } = findDuplicates(file.rules)
  const matched = new Set<Rule>()
  const decides = new Map<Rule, number>()
  const unowned: { path: string; deliberate: boolean }[] = []
  // Only the last of equal rules can decide, and the others need not be carried along.
  const index = new RuleIndex(last)
  survey(
    index,
    paths,
    (rule) => matched.add(rule),
    (path, deciders) => {
      let owned = false
      for (const rule of deciders.values()) {
        decides.set(rule, (decides.get(rule) ?? 0) + 1)
        owned ||= rule.owners.length > 0
      }
      if (!owned) unowned.push({ path, deliberate: deciders.size > 0 })
    },
  )
  const dead = last.filter((rule) => !matched.has(rule))
  const shadowed = last.filter((rule) => matched.has(rule) && !decides.has(rule))
  const by = decidedBy(index, shadowed, paths)
  const advise = deadAdvice(file.dialect, dead, paths)
  return {
    paths: paths.length,
    dead: dead.map((rule) => ({ ...show(rule), advice: advise(rule) })),
    shadowed: shadowed.map((rule) => ({ ...show(rule), by: [...(by.get(rule) ?? [])] })),
    duplicates,
    unowned: { paths: unowned.length, groups: groupUnowned(unowned, paths) },
    unknownOwners: options.known ? findUnknown(file, options.known) : [],
    decides: new Map([...decides].map(([rule, n]) => [rule.line, n])),
    diagnostics: file.diagnostics,
  }
}

function show(rule: Rule): LintRule {
  return { line: rule.line, pattern: rule.pattern }
}

function findDuplicates(rules: readonly Rule[]) {
  const byKey = new Map<string, Rule[]>()
  for (const rule of rules) {
    const key = `${rule.section} ${rule.exclusion} ${globKey(rule.glob)}`
    const same = byKey.get(key)
    if (same) same.push(rule)
    else byKey.set(key, [rule])
  }
  const last = [...byKey.values()].flatMap((same) => same.slice(-1))
  const duplicates = [...byKey.values()]
    .filter((same) => same.length > 1)
    .map((same) => ({ pattern: same.at(-1)?.pattern ?? '', lines: same.map((r) => r.line) }))
  return { duplicates, last: last.sort((a, b) => a.index - b.index) }
}

/** A second look at the paths, with the few shadowed rules only. */
function decidedBy(index: RuleIndex, shadowed: readonly Rule[], paths: readonly string[]) {
  const by = new Map(shadowed.map((rule) => [rule, new Set<number>()]))
  if (shadowed.length === 0) return by
  const open = new Set(shadowed)
  const few = new RuleIndex(shadowed)
  for (const path of paths) {
    if (open.size === 0) break
    const wanted = few.matching(path).filter((rule) => open.has(rule))
    if (wanted.length === 0) continue
    const deciding = decidingRules(index.matching(path))
    for (const rule of wanted) {
      const winner = deciding.find((other) => other.section === rule.section)
      const lines = by.get(rule)
      if (winner) lines?.add(winner.line)
      if (lines && lines.size >= FEW) open.delete(rule)
    }
  }
  return by
}

function findUnknown(file: CodeownersFile, known: Iterable<string>): LintReport['unknownOwners'] {
  const plain = (name: string) => name.replace(/^@/, '').toLowerCase()
  const names = new Set([...known].map(plain))
  const unknown = new Map<string, number[]>()
  for (const rule of file.rules) {
    for (const owner of rule.owners) {
      if (owner.kind === 'role' || names.has(plain(owner.name))) continue
      const lines = unknown.get(owner.name)
      if (lines) lines.push(rule.line)
      else unknown.set(owner.name, [rule.line])
    }
  }
  return [...unknown].map(([owner, lines]) => ({ owner, lines }))
}
