import type { CallView } from './anchor'

/** Modules whose calls describe what a key looks like: validation, tables, models. */
const DESCRIBES =
  /^(zod|yup|joi|valibot|superstruct|arktype|io-ts|runtypes|effect\.Schema|@effect\/schema|typebox|elysia\.t|mongoose|sequelize|drizzle-orm|@hapi\/joi|@sinclair\/typebox|@hono\/zod-openapi)\b|^[^\s]*\.z$/
/** Written where a key would stand: left out, chosen as a column, typed, given later by a function. */
const NO_KEY =
  /^(true|false|null|undefined|None|True|False|String|''|""|\{[\s\S]*|function\b[\s\S]*|(async\s*)?(\([^()]*\)|\w+)\s*=>[\s\S]*)$/
const ANSWERS =
  /(^|\.)(typed)?json(ify)?$|JsonResponse$|(^|\.)(res|reply|response)(\.\w+\(\))*\.(send|render)$/i
const LOGS = /(^|\.)(log|info|debug|warn|error|trace\w*|audit\w*)$/i
const READS =
  /^(find|get|fetch(?=[A-Z_])|load|read|list|look|lookup|select|search|count|exists|has|is|where|filter|exclude|peek)(?![a-z])/
/** `findOrCreate` and `findOneAndUpdate` write. */
const ALSO_WRITES = /(Or|And)[A-Z]|_(or|and)_/
const MAKES_A_VALUE =
  /^(build|parse|safeParse|validate|derive|format|serialize|hash)(?![a-z])|KeyFor$/

/**
 * The key that a call sends along under one of these names, so that a repeat can be known; null for
 * what only speaks of keys: schemas, tables, answers, logs, reads by key and values being made.
 */
export function sentKey(call: CallView, names: readonly string[]): string | null {
  const key = names.map((name) => call.options.get(name)).find((value) => value !== undefined)
  if (key === undefined || NO_KEY.test(key) || isDescription(call, key)) return null
  if (LOGS.test(call.written) || ANSWERS.test(call.written)) return null
  const name = call.written.slice(call.written.lastIndexOf('.') + 1).replace(/^[#_]+/, '')
  // What a call gives back is called: `getTrigger()(…)` gets nothing.
  if (name.endsWith(')')) return key
  const reads = READS.test(name) && !ALSO_WRITES.test(name)
  return reads || MAKES_A_VALUE.test(name) ? null : key
}

function isDescription(call: CallView, key: string): boolean {
  const root = /^[\w$]+/.exec(key)?.[0]
  return [...call.targets, ...(root ? call.resolve(root) : [])].some((one) => DESCRIBES.test(one))
}
