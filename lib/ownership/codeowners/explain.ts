import { describeGlob } from './glob'
import { beats, decidingRules, type Ownership, ownershipFrom } from './owners-of'
import { indexOf } from './rule-index'
import type { CodeownersFile, Diagnostic, Owner, Rule } from './types'

/** One rule that matches the path, and what became of it. */
export interface Step {
  line: number
  pattern: string
  section?: string
  owners: Owner[]
  /** What the pattern covers, in words. */
  covers: string
  outcome: 'decides' | 'overridden' | 'excludes'
  /** Why, in a sentence. */
  because: string
}

export interface Explanation {
  path: string
  ownership: Ownership
  /** Every rule that matches, in file order. */
  steps: Step[]
  summary: string
  /** Lines of the file that have no effect: one of them may be the rule that was meant. */
  skipped: Diagnostic[]
}

/** "Who owns this path?": every rule that matches, in order, which one won and why. */
export function explainOwners(file: CodeownersFile, path: string): Explanation {
  const matching = indexOf(file).matching(path)
  const winners = new Map(decidingRules(matching).map((rule) => [rule.section, rule]))
  const ownership = ownershipFrom(file, matching)
  return {
    path,
    ownership,
    steps: matching.map((rule) => stepOf(file, rule, winners.get(rule.section) ?? rule)),
    summary: summarise(file, ownership, matching),
    skipped: file.diagnostics.filter((d) => d.severity === 'error'),
  }
}

function stepOf(file: CodeownersFile, rule: Rule, winner: Rule): Step {
  const section = file.sections[rule.section]?.name ?? undefined
  const outcome = rule.exclusion ? 'excludes' : rule === winner ? 'decides' : 'overridden'
  return {
    line: rule.line,
    pattern: rule.pattern,
    ...(section !== undefined && { section }),
    owners: rule.owners,
    covers: describeGlob(rule.glob),
    outcome,
    because: reason(file, rule, winner),
  }
}

function reason(file: CodeownersFile, rule: Rule, winner: Rule): string {
  const where = file.sections.length > 1 ? ' in its section' : ''
  if (rule.exclusion) return `takes the path out${where || ' of the file'}, whatever else matches`
  if (rule !== winner) {
    const why = winner.exclusion ? 'excludes the path' : 'matches too and stands later'
    return beats(winner, rule) ? `line ${winner.line} ${why}` : 'another rule decides'
  }
  const last = `the last rule that matches${where}`
  if (rule.owners.length === 0) return `${last}; it names no owner, so nobody owns the path`
  return rule.ownersFrom === 'section' ? `${last}; the owners are its section’s` : last
}

function summarise(file: CodeownersFile, ownership: Ownership, matching: readonly Rule[]): string {
  const name = file.path ?? 'CODEOWNERS'
  if (matching.length === 0) return `No rule in ${name} matches this path.`
  const at = (line: number) => `${name}:${line}`
  const lines = ownership.decisions.filter((d) => d.owners.length > 0).map((d) => at(d.line))
  if (lines.length > 0) {
    return `${ownership.owners.map((o) => o.name).join(', ')} by ${lines.join(', ')}.`
  }
  const by = ownership.line ?? matching.findLast((rule) => rule.exclusion)?.line
  return `Nobody, by ${by === undefined ? name : at(by)}: the path is taken out on purpose.`
}
