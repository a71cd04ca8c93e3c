import { findingsHref } from '@/lib/client/urls'
import { partOf } from '@/lib/findings/queries/reasons'
import type { FindingQuery } from '@/lib/findings/types'
import { count } from '@/lib/format/number'
import { groupBy } from '@/lib/trends/group-by'
import type { Measure } from '@/lib/trends/types'
import type { CommitFacts, CommitKey } from './queries/commits'
import { countOf, type Step, type Tally } from './tally'
import type { SentencePart } from './types'
import { commitWords, findingsWords, worstWords } from './words'

/** What sentences need beside the numbers. */
export interface Context {
  /** Names of rules by id. */
  ruleNames: ReadonlyMap<string, string>
  /** Commits by `repository id + sha`. */
  commits: ReadonlyMap<string, CommitFacts>
}

const commitKey = ({ repositoryId, sha }: CommitKey): string => `${repositoryId} ${sha}`

/** The commits that sentences about tallies name: of thousands that added something, one of each. */
export function namedCommits(tallies: readonly Tally[]): CommitKey[] {
  const named = tallies.flatMap((tally) => commitsOf(addedOf(tally))[0] ?? [])
  return [
    ...new Map(named.map(({ key, repositoryId, sha }) => [key, { repositoryId, sha }])).values(),
  ]
}

/** Of commits by key. */
export const factsOf = (commits: readonly CommitFacts[]): Context['commits'] =>
  new Map(commits.map((commit) => [commitKey(commit), commit]))

const addedOf = ({ steps }: Tally): Step[] => steps.filter(({ reason }) => reason === 'introduced')

/** Commits that added, those that added most first. */
function commitsOf(steps: readonly Step[]): (CommitKey & { key: string; n: number })[] {
  const known = steps.flatMap(({ repositoryId, sha, count: n }) =>
    sha === null ? [] : { repositoryId, sha, n },
  )
  return [...groupBy(known, commitKey)]
    .flatMap(([key, group]) => {
      const n = group.reduce((sum, step) => sum + step.n, 0)
      return group[0] ? { ...group[0], key, n } : []
    })
    .sort((a, b) => b.n - a.n || (a.key < b.key ? -1 : 1))
}

/**
 * Why a number changed, in the order of its direction: what code added or took away, with the
 * commits; then ownership and acceptance; last what is no drift at all: moves and what is looked at.
 * `list` is the query of the scope with `at` and `since`; each part links to exactly what it counts.
 */
export function whyOf(
  tally: Tally,
  measure: Measure,
  list: FindingQuery,
  context: Context,
): SentencePart[] {
  const added = addedClause(tally, measure, list, context)
  const counts = new Map<string, number>()
  for (const { reason, sign, count: n } of tally.steps) {
    counts.set(`${reason} ${sign}`, (counts.get(`${reason} ${sign}`) ?? 0) + n)
  }
  const more = [added, ...clauses(counts, UP, list)]
  const fewer = clauses(counts, DOWN, list)
  const ordered = tally.drift < 0 ? [...fewer, ...more] : [...more, ...fewer]
  return joined([...ordered, ...clauses(counts, STILL, list)])
}

type Clause = [reason: string, sign: 1 | -1, one: string, many?: string]

const UP: Clause[] = [
  ['reopened', 1, 'came back'],
  ['was-owned', 1, 'lost its owner', 'lost their owners'],
  ['was-accepted', 1, 'no longer accepted'],
  ['was-suppressed', 1, 'no longer suppressed'],
]
const DOWN: Clause[] = [
  ['gone', -1, 'gone'],
  ['owned', -1, 'given an owner'],
  ['accepted', -1, 'accepted'],
  ['suppressed', -1, 'suppressed'],
]
const STILL: Clause[] = [
  ['placed', 1, 'came from another service or team'],
  ['placed', -1, 'went to another service or team'],
  ['first-scan', 1, 'stood there at the first scan'],
  ['rule-added', 1, 'found by a rule that is new, in code that may be old'],
  ['rule-removed', -1, 'no longer looked for'],
]

function clauses(
  counts: ReadonlyMap<string, number>,
  kinds: Clause[],
  list: FindingQuery,
): SentencePart[][] {
  return kinds.map(([reason, sign, one, many = one]) => {
    const n = counts.get(`${reason} ${sign}`) ?? 0
    if (n === 0) return []
    const part = partOf(sign === 1 ? 'appeared' : 'gone', reason)
    const text = `${count(n)} ${n === 1 ? one : many}`
    return [{ text, href: findingsHref({ ...list, part }) }]
  })
}

/** `7 caching decisions and 2 others added, most by 1a60425 “…”`. */
function addedClause(
  tally: Tally,
  measure: Measure,
  list: FindingQuery,
  context: Context,
): SentencePart[] {
  const added = addedOf(tally)
  const total = countOf(added, () => true)
  if (total === 0) return []
  // Retry paths are of one kind, whichever rule put them together.
  const paths = measure === 'duplicated-retries'
  const sorts = groupBy(added, (step) => (paths ? '' : (step.decisionKind ?? step.ruleId)))
  const [top] = [...sorts.values()]
    .map((steps) => ({ first: steps[0], n: countOf(steps, () => true) }))
    .sort((a, b) => b.n - a.n)
  if (!top?.first) return []
  const { first, n } = top
  const { decisionKind, ruleId } = first
  const sort = { measure, decisionKind, ruleName: context.ruleNames.get(ruleId) ?? 'a rule' }
  const narrow = paths ? {} : decisionKind ? { decisionKind } : { rule: ruleId }
  const worst = paths ? worstOf(added) : ''
  const text = findingsWords(n, sort)
  const rest = total > n ? ` and ${count(total - n)} of other kinds` : ''
  return [
    { text, href: findingsHref({ ...list, ...narrow, part: 'introduced' }) },
    { text: `${rest} added${worst}${byCommits(added, total, context)}` },
  ]
}

function worstOf(steps: readonly Step[]): string {
  const known = steps.flatMap(({ worst }) => (worst === null ? [] : [worst]))
  const words = known.length === 0 ? '' : worstWords(Math.max(...known))
  return words && ` (${words})`
}

/** `, by 1a60425 “…”`, `, most by …`, `, by 5 commits, first of them …`; nothing where unknown. */
function byCommits(steps: readonly Step[], total: number, context: Context): string {
  const ranked = commitsOf(steps)
  const [top, ...others] = ranked
  if (!top) return ''
  const commit = commitWords(top.sha, context.commits.get(top.key))
  if (top.n === total) return `, by ${commit}`
  if (top.n * 2 > total) return `, most by ${commit}`
  const one = others.length === 0 || top.n > (others[0]?.n ?? 0) ? 'the largest part' : 'among them'
  return others.length === 0
    ? `, ${count(top.n)} of them by ${commit}`
    : `, by ${count(ranked.length)} commits${steps.some(({ sha }) => sha === null) ? ' and more' : ''}, ${one} ${commit}`
}

function joined(groups: SentencePart[][]): SentencePart[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, i) => (i === 0 ? group : [{ text: '; ' }, ...group]))
}
