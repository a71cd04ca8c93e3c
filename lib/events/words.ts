import type { ToolStep } from './queries'
import type { EventMark } from './types'

/** Rules named of those added or removed. */
const NAMED = 3

/** What a tool's step was: another version, other rules, or both. */
export function toolWords(step: Omit<ToolStep, 'at'>): Pick<EventMark, 'kind' | 'text'> {
  const { tool, before, now, had, rules, repositories } = step
  const added = without(rules, had)
  const removed = without(had, rules)
  const parts = [
    ...(before === now ? [] : [`from ${before} to ${now}`]),
    ...(added.length > 0 ? [`${count(added.length, 'rule')} added (${some(added)})`] : []),
    ...(removed.length > 0 ? [`${count(removed.length, 'rule')} removed (${some(removed)})`] : []),
  ]
  const where = repositories > 1 ? `, first of ${repositories} repositories` : ''
  return {
    kind: added.length + removed.length > 0 ? 'rules' : 'tool',
    text: `${tool}: ${parts.join(', ')}${where}`,
  }
}

/** Nothing is said of rules that a scan does not list. */
function without(all: string[] | null, known: string[] | null): string[] {
  if (!all || !known) return []
  const set = new Set(known)
  return all.filter((rule) => !set.has(rule))
}

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`

function some(names: readonly string[]): string {
  const rest = names.length - NAMED
  return names.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** Characters of a note on a chart; the review has it in full. */
const NOTE = 120

export function noteWords(week: string, text: string, by: string): string {
  const short = text.length > NOTE ? `${text.slice(0, NOTE)}…` : text
  return `${by} on ${week}: “${short.replace(/\s+/g, ' ')}”`
}
