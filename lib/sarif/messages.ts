import { asArray, asObject, type JsonObject, own } from './access'
import { limits } from './limits'
import type { ReadLog } from './read-log'
import type { Descriptor } from './rules'

/** Room for a text that is formatted before it is cut. */
const roomy = 4 * limits.textLength

/**
 * Text of a SARIF message (3.11): its own text, else the string its id names in the rule or in the
 * rule's component, with arguments put in; else markdown. Undefined where there is none.
 */
export function messageText(
  message: unknown,
  log: ReadLog,
  pointer: string,
  from?: Descriptor,
): string | undefined {
  if (typeof message === 'string') return log.text(message, pointer)
  const object = asObject(message)
  if (!object) return undefined
  const text = plainText(object) ?? plainText(stringNamed(object.id, from))
  if (text === undefined) return undefined
  return log.text(formatted(text, asArray(object.arguments)), pointer)
}

function stringNamed(id: unknown, from: Descriptor | undefined): JsonObject | undefined {
  if (typeof id !== 'string' || !from) return undefined
  return (
    asObject(own(asObject(from.rule.messageStrings), id)) ??
    asObject(own(asObject(from.component.globalMessageStrings), id))
  )
}

/** `text`, else `markdown`, of a message or multiformatMessageString. */
export function plainText(object: JsonObject | undefined): string | undefined {
  if (typeof object?.text === 'string') return object.text
  return typeof object?.markdown === 'string' ? object.markdown : undefined
}

/** Puts arguments in for `{0}` (3.11.5). Stops growing early: `{0}{0}…` could ask for gigabytes. */
function formatted(text: string, values: unknown[]): string {
  if (values.length === 0) return text
  let out = ''
  let from = 0
  for (const match of text.matchAll(/\{\{|\}\}|\{(\d{1,6})\}/g)) {
    out += text.slice(from, match.index)
    from = match.index + match[0].length
    const value = match[1] === undefined ? match[0][0] : values[Number(match[1])]
    out += typeof value === 'string' ? value.slice(0, roomy) : match[0]
    if (out.length > roomy) return out
  }
  return out + text.slice(from)
}
