import { displayPath } from '../git/paths'
import type { CheckItem, CheckResult } from './result'
import { isBreach } from './result'

const n = (value: number, one: string, many = `${one}s`) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`

/** What a person reads: only what is new, what breaks a budget first. */
export function reportText(result: CheckResult, budgetsOnly: boolean): string {
  const { repository, base, items, left, gone, rulesAdded, budgets, notes } = result
  const branch = base.branch ? `${base.branch} at ` : ''
  const lines = [
    `${repository} against ${branch}${base.commit.slice(0, 12)} of ${base.committedAt.slice(0, 10)}`,
  ]
  const words = new Map(budgets.map(({ id, words: of }) => [id, of]))
  for (const item of items) lines.push('', ...itemLines(item, words))
  if (left > 0) lines.push('', `and ${n(left, 'more finding')} that are new`)
  if (budgets.length > 0) lines.push('')
  for (const { broken, words: of, limit, before, after } of budgets) {
    const numbers = limit === undefined ? '' : ` (limit ${limit}; was ${before}, would be ${after})`
    lines.push(`${broken ? 'BROKEN' : 'kept  '}  ${of}${numbers}`)
  }
  lines.push('')
  if (rulesAdded > 0)
    lines.push(`${n(rulesAdded, 'finding')} of new rules: not this branch's doing`)
  for (const note of notes) lines.push(`Note: ${note}`)
  lines.push(verdict(result, budgetsOnly, gone))
  return `${lines.join('\n')}\n`
}

function itemLines(item: CheckItem, words: ReadonlyMap<string, string>): string[] {
  const { change, verdict: of, rule, path, line, message, before, attempts, breaks } = item
  const place = `${displayPath(path)}${line === undefined ? '' : `:${line}`}`
  const label = { breaks: 'BREAKS', within: 'within', unbudgeted: 'NEW' }[of]
  const grown = change === 'worse' ? ` (${before ?? '?'} → ${attempts ?? '?'} attempts)` : ''
  return [
    `${label}  ${place}  ${rule}${grown}`,
    `        ${displayPath(message)}`,
    ...breaks.map((id) => `        breaks: ${words.get(id) ?? id}`),
  ]
}

function verdict(result: CheckResult, budgetsOnly: boolean, gone: number): string {
  const { items, left } = result
  const count = items.length + left
  const better = gone > 0 ? `, ${n(gone, 'finding')} gone` : ''
  if (count === 0) return `Nothing new${better}.`
  if (!isBreach(result, budgetsOnly))
    return `${n(count, 'finding')} new, all within budget${better}.`
  const breaks = items.filter(({ verdict: of }) => of === 'breaks').length
  const loose = items.filter(({ verdict: of }) => of === 'unbudgeted').length + left
  const parts = [
    ...(breaks > 0 ? [`${n(breaks, 'finding')} over budget`] : []),
    ...(loose > 0 && !budgetsOnly ? [`${n(loose, 'finding')} new without a budget`] : []),
  ]
  return `${parts.join(', ')}${better}.`
}

/** The results that are new or worse as SARIF, for tools that show it beside the code. */
export function newAsSarif(sarif: string, { items }: CheckResult): string {
  const log = JSON.parse(sarif) as { runs: { results: SarifResult[] }[] }
  const states = new Map(items.map((item) => [keyOf(item), item.change]))
  for (const run of log.runs) {
    run.results = run.results.flatMap((result) => {
      const place = result.locations[0]?.physicalLocation
      const change = states.get(
        keyOf({
          rule: result.ruleId,
          path: decodeURI(place?.artifactLocation?.uri ?? ''),
          line: place?.region?.startLine,
          message: result.message.text,
        }),
      )
      if (change === undefined) return []
      return [{ ...result, baselineState: change === 'new' ? 'new' : 'updated' }]
    })
  }
  return JSON.stringify(log)
}

interface SarifResult {
  ruleId: string
  message: { text: string }
  locations: {
    physicalLocation?: { artifactLocation?: { uri?: string }; region?: { startLine?: number } }
  }[]
}

const keyOf = ({
  rule,
  path,
  line,
  message,
}: Pick<CheckItem, 'rule' | 'path' | 'line' | 'message'>) =>
  JSON.stringify([rule, path, line ?? null, message])
