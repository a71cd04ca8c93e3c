import { asObject, type JsonObject, objectsIn } from './access'
import type { Observation } from './content'
import { detailsOf } from './details'
import { fingerprintsOf } from './fingerprints'
import { flowForm, flowSegment, isFlow } from './flow'
import { limits } from './limits'
import { type LocationReader, primaryLocation } from './locations'
import { messageText, plainText } from './messages'
import { ownDetails } from './own-result'
import { type ReadLog, Refusal } from './read-log'
import { cutSnippet, regionOf } from './regions'
import { type Descriptor, type Rules, unspecifiedRule } from './rules'
import { cut } from './text'

const levels = ['none', 'note', 'warning', 'error']

/** What the results of one run are read with. */
export interface ResultReader extends LocationReader {
  rules: Rules
}

/**
 * One SARIF result as an observation. Undefined, with the reason logged, where it is no finding:
 * `kind` other than `fail` (3.27.9), or `baselineState` `absent` (3.27.24: it is gone). Throws a
 * Refusal where its shape cannot be read.
 */
export function readResult(
  reader: ResultReader,
  entry: unknown,
  pointer: string,
  onRule: (key: string) => void,
): Observation | undefined {
  const result = asObject(entry)
  if (!result) throw new Refusal('a result is not an object', pointer)
  const { log } = reader
  const { key, descriptor } = reader.rules.ruleOf(result, pointer)
  onRule(key)
  const segment = isFlow(descriptor) ? flowSegment(result, log, pointer) : undefined
  if (typeof result.kind === 'string' && result.kind !== 'fail' && !segment) {
    log.ignore(`kind is "${result.kind.slice(0, 40)}": only "fail" is a finding`, pointer)
    return undefined
  }
  if (result.baselineState === 'absent') {
    log.ignore('baselineState is "absent": the tool says it is gone', pointer)
    return undefined
  }
  const primary = primaryLocation(reader, result, pointer)
  const region = regionOf(primary.physical, log, `${primary.pointer}/physicalLocation`)
  const message = messageOf(result, descriptor, log, pointer)
  const { fields, data } = ownDetails(result, log, pointer)
  const { form, toolIdentity, content, beginning } = fingerprintsOf(result, message, region.snippet)
  const details = detailsOf(reader, result, primary.pointer, pointer)
  // Written out: spreads make every field of hundreds of thousands of objects slow.
  return {
    ruleKey: key,
    path: primary.path,
    symbol: primary.symbol,
    message: cutMessage(message, log, pointer),
    level: levelOf(result, descriptor, log, pointer),
    suppressed: isSuppressed(result),
    startLine: region.startLine,
    startColumn: region.startColumn,
    endLine: region.endLine,
    endColumn: region.endColumn,
    snippet: cutSnippet(region.snippet, log, pointer),
    contextStart: region.contextStart,
    context: region.context,
    form: segment ? flowForm(form, segment) : form,
    toolIdentity,
    content,
    beginning,
    introducedBy: fields.introducedBy,
    changedBy: fields.changedBy,
    attempts: fields.attempts,
    declared: fields.declared,
    data: joined(segment ? { ...data, segment } : data, details.data),
    places: details.places,
  }
}

function messageOf(result: JsonObject, from: Descriptor | undefined, log: ReadLog, at: string) {
  const own = messageText(result.message, log, `${at}/message`, from)
  if (own) return own
  log.warn('a result has no message; it shows its rule’s description', `${at}/message`)
  const described =
    plainText(asObject(from?.rule.shortDescription)) ??
    plainText(asObject(from?.rule.fullDescription))
  return log.text(described, `${at}/message`) ?? from?.key ?? unspecifiedRule
}

function cutMessage(message: string, log: ReadLog, pointer: string): string {
  if (message.length <= limits.textLength) return message
  log.warn('a text longer than 64 KB was cut', `${pointer}/message`)
  return cut(message, limits.textLength)
}

/** The result's own level, else its rule's as configured, else `warning` (3.27.10). */
function levelOf(
  result: JsonObject,
  from: Descriptor | undefined,
  log: ReadLog,
  at: string,
): string {
  if (typeof result.level === 'string' && levels.includes(result.level)) return result.level
  if (result.level !== undefined && result.level !== null) {
    log.warn('a level that SARIF does not know was taken from the rule', `${at}/level`)
  }
  return ruleLevel(from)
}

/** Level of a rule as configured, else `warning` (3.50.3). */
export function ruleLevel(from: Descriptor | undefined): string {
  const level = from?.configuration.level
  return typeof level === 'string' && levels.includes(level) ? level : 'warning'
}

/** Suppressed where there are suppressions and none is under review or rejected (3.35.3). */
function isSuppressed(result: JsonObject): boolean {
  const suppressions = objectsIn(result.suppressions)
  return (
    suppressions.length > 0 &&
    suppressions.every(({ status, state }) => {
      // `state` is what drafts of 2.1.0 called it; tools still write it.
      const said = status ?? state
      return said !== 'underReview' && said !== 'rejected'
    })
  )
}

/** Both in one; undefined where both are empty. */
function joined(
  own: Record<string, unknown> | undefined,
  details: Record<string, unknown> | undefined,
): Record<string, unknown> | undefined {
  return own && details ? { ...own, ...details } : (own ?? details)
}
