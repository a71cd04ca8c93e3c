import { type Confidence, confidenceOf, surer } from './confidence'
import { indexOf } from './rule-index'
import type { CodeownersFile, Owner, Rule } from './types'

/** What one section decides about a path; on GitHub there is one section. */
export interface Decision {
  owners: Owner[]
  line: number
  pattern: string
  /** Absent for the rules before the first heading. */
  section?: string
  confidence: Confidence
  /** The owners are asked, not required. */
  optional: boolean
}

export interface Ownership {
  /** Of all sections, the surest decision's first; empty when nobody owns the path. */
  owners: Owner[]
  /** Of the surest decision; null when no rule decides. */
  line: number | null
  pattern: string | null
  section?: string
  confidence: Confidence
  /** One for each section that has a say, in file order. */
  decisions: Decision[]
}

/**
 * Who owns a path, and by which line. GitHub: "the last matching pattern takes the most
 * precedence". GitLab: "each section enforces its rules separately. Only one Code Owner pattern
 * per section is matched to a file path", the last; an exclusion takes the path out of its section
 * for good (Syntax of CODEOWNERS file).
 */
export function ownersOf(file: CodeownersFile, path: string): Ownership {
  return ownershipFrom(file, indexOf(file).matching(path))
}

export function ownershipFrom(file: CodeownersFile, matching: readonly Rule[]): Ownership {
  const decisions = decidingRules(matching)
    .filter((rule) => !rule.exclusion)
    .map((rule) => decisionOf(file, rule))
  // Somebody before nobody, then the surer rule, then the later line.
  const ranked = decisions.toSorted(
    (a, b) =>
      Number(b.owners.length > 0) - Number(a.owners.length > 0) ||
      surer(a.confidence, b.confidence) ||
      b.line - a.line,
  )
  const first = ranked[0]
  const owners = new Map(ranked.flatMap((d) => d.owners).map((owner) => [owner.name, owner]))
  return {
    owners: [...owners.values()],
    line: first?.line ?? null,
    pattern: first?.pattern ?? null,
    ...(first?.section !== undefined && { section: first.section }),
    confidence: first?.confidence ?? 'none',
    decisions,
  }
}

/** Of the rules that match a path, the one that decides in each section: an exclusion or the last. */
export function decidingRules(matching: readonly Rule[]): Rule[] {
  const bySection = new Map<number, Rule>()
  for (const rule of matching) {
    const before = bySection.get(rule.section)
    if (!before || !beats(before, rule)) bySection.set(rule.section, rule)
  }
  return [...bySection.values()].sort((a, b) => a.index - b.index)
}

/** Whether `a` decides over `b` in one section. */
export function beats(a: Rule, b: Rule): boolean {
  return a.exclusion === b.exclusion ? a.index > b.index : a.exclusion
}

function decisionOf(file: CodeownersFile, rule: Rule): Decision {
  const section = file.sections[rule.section]
  return {
    owners: rule.owners,
    line: rule.line,
    pattern: rule.pattern,
    ...(section?.name != null && { section: section.name }),
    confidence: confidenceOf(rule.glob, rule.owners),
    optional: section?.optional ?? false,
  }
}
