import type { SyntaxNode, Value } from '../detector'
import { namedFunctionOf } from '../symbols'

/**
 * Options by which a queue knows a job that it has already, and drops the second: BullMQ and Bull
 * "Job Ids", BullMQ "Deduplication", SQS FIFO "MessageDeduplicationId" and pg-boss "singletonKey"
 * (each library's documentation, November 2026).
 */
const IDS = ['jobId', 'MessageDeduplicationId', 'messageDeduplicationId', 'singletonKey']
/** Another one each time it is made. */
const FRESH =
  /uuid|nanoid|ulid|cuid|random|new Date\b|Date\.now|\bnow\(|performance|hrtime|timestamp|attempt/i

/** What a name was given in the function around. */
function writtenAs(name: string, node: SyntaxNode): string {
  const scope = namedFunctionOf(node)
  for (const one of scope?.descendants() ?? []) {
    if (!/^(variable_declarator|assignment|assignment_expression)$/.test(one.type)) continue
    const left = one.child('name') ?? one.child('left')
    if (left?.text === name) return (one.child('value') ?? one.child('right'))?.text ?? ''
  }
  return ''
}

function isSteady(value: SyntaxNode): boolean {
  const { text } = value
  return !FRESH.test(text) && !FRESH.test(/^[\w$]+$/.test(text) ? writtenAs(text, value) : '')
}

/** Whether the options of a message give it an id that is the same when it is sent again. */
export function hasSteadyId(options: Value | undefined): boolean {
  const given = IDS.map((name) => options?.entries?.get(name))
  return [...given, options?.entries?.get('deduplication')?.entries?.get('id')].some((value) => {
    if (!value || value.literal === null) return false
    return typeof value.literal === 'string' || isSteady(value.node)
  })
}

/** Whether all messages of one call (BullMQ's `addBulk`) have such an id, wherever they are made. */
export function haveSteadyIds(messages: Value | undefined): boolean {
  const ids: SyntaxNode[] = []
  for (const one of messages?.node.descendants() ?? []) {
    if (one.type === 'shorthand_property_identifier' && IDS.includes(one.text)) ids.push(one)
    if (one.type !== 'pair') continue
    const value = one.child('value')
    if (value && IDS.includes(one.child('key')?.text ?? '')) ids.push(value)
  }
  return ids.length > 0 && ids.every(isSteady)
}
