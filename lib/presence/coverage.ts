import picomatch from 'picomatch'

/**
 * What a scan can speak for. `full` and `paths` close what they cover and did not see;
 * `seen` (a failed run) speaks only for what it saw.
 * `rules: null` means every rule, for tools that list only the rules that fired.
 */
export type Coverage =
  | { extent: 'full'; rules: string[] | null }
  | { extent: 'paths'; paths: string[]; rules: string[] | null }
  | { extent: 'seen' }

/**
 * What a scan without a result says of a finding at (rule, path):
 * `absent` it looked and there is none; `rule-missing` its tool no longer has the rule;
 * `silent` it did not look there.
 */
export type Word = 'absent' | 'rule-missing' | 'silent'

/** Compiled form of a coverage; ask it once per (rule, path). */
export function wordOf(coverage: Coverage): (ruleKey: string, path: string) => Word {
  if (coverage.extent === 'seen') return () => 'silent'
  const rules = coverage.rules && new Set(coverage.rules)
  const inScope = coverage.extent === 'full' ? () => true : picomatch(coverage.paths, { dot: true })
  return (ruleKey, path) => {
    if (!inScope(path)) return 'silent'
    return rules && !rules.has(ruleKey) ? 'rule-missing' : 'absent'
  }
}
