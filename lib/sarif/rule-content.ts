import { asObject } from './access'
import type { RuleContent } from './content'
import { plainText } from './messages'
import type { ReadLog } from './read-log'
import { ruleLevel } from './result'
import type { Descriptor, Rules } from './rules'

const kinds = ['decision', 'retry-path', 'flow', 'pattern'] as const

/** Every rule a run lists and has not disabled, and every rule that one of its results names. */
export function ruleContents(
  rules: Rules,
  named: ReadonlySet<string>,
  log: ReadLog,
): RuleContent[] {
  const contents = new Map<string, RuleContent>()
  for (const descriptor of rules.listed) {
    const { key, configuration } = descriptor
    if (contents.has(key) || (configuration.enabled === false && !named.has(key))) continue
    contents.set(key, contentOf(descriptor, log))
  }
  for (const key of named) {
    if (contents.has(key)) continue
    contents.set(key, { ruleKey: key, kind: 'pattern', level: 'warning', undescribed: true })
  }
  return [...contents.values()]
}

function contentOf(descriptor: Descriptor, log: ReadLog): RuleContent {
  const { key, rule, pointer } = descriptor
  const bag = asObject(asObject(rule.properties)?.plumbline)
  const help = asObject(rule.help)
  const full = plainText(asObject(rule.fullDescription))
  const summary = plainText(asObject(rule.shortDescription)) ?? full
  return {
    ruleKey: key,
    kind: kinds.find((kind) => kind === bag?.kind) ?? 'pattern',
    decisionKind: log.name(bag?.decisionKind, `${pointer}/properties/plumbline/decisionKind`),
    name: log.name(rule.name, `${pointer}/name`),
    summary: log.longText(summary, `${pointer}/shortDescription`),
    help: log.longText(help?.markdown ?? help?.text ?? full, `${pointer}/help`),
    helpUri: webAddress(rule.helpUri, log, `${pointer}/helpUri`),
    level: ruleLevel(descriptor),
  }
}

/** http(s) addresses only: a link of another scheme could run as script. */
function webAddress(value: unknown, log: ReadLog, pointer: string): string | undefined {
  const text = log.text(value, pointer)?.trim()
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol)) return log.name(url.href, pointer, 2000)
  log.warn('a helpUri that is no http(s) address was left out', pointer)
  return undefined
}
