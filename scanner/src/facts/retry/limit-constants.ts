import type { Detector, DetectorContext, SyntaxNode, Value } from '../detector'
import { isOfClass } from '../flow/name-constants'
import { namedFunctionOf, symbolOf } from '../symbols'
import { MODULE_SETTINGS } from './libraries'

const TELLING = /retr(y|ies)|attempt|tries/i
const VARIABLE = /^[A-Z][A-Z0-9_]+$/
const MAX = 100

/** `process.env.N ?? 3`, `os.environ.get("N", "3")`, `getEnvInt("N", 3)`, `z.coerce.number().default(3)`. */
const DEFAULTED =
  /\b(?:env|environ|getenv|Getenv|getEnv\w*|GetEnv\w*|LookupEnv|envInt|config)\b.*?(?:\?\?|\|\||,)\s*['"]?(\d{1,4})['"]?\s*\)*(?:\s*,\s*10\s*\))?$|\.default\(\s*['"]?(\d{1,4})['"]?\s*\)|\bdefault\s*[:=]\s*['"]?(\d{1,4})\b/s

/** The number that holds when an environment variable is not set. */
export function environmentDefault(text: string): number | undefined {
  if (text.length > 300) return undefined
  const found = DEFAULTED.exec(text.trim())
  const digits = found?.[1] ?? found?.[2] ?? found?.[3]
  return digits === undefined ? undefined : Number(digits)
}

function keep(name: string, value: SyntaxNode, ctx: DetectorContext): void {
  const { literal } = ctx.value(value)
  const number = typeof literal === 'number' ? literal : environmentDefault(value.text)
  if (number === undefined || !Number.isInteger(number)) return
  ctx.flow.numbers ??= {}
  if (Object.keys(ctx.flow.numbers).length < MAX) ctx.flow.numbers[name] = number
}

/** Options that other files may give to what they make: `{ defaultJobOptions: { attempts: 5 } }`. */
function keepOptions(
  name: string,
  object: SyntaxNode,
  node: SyntaxNode,
  ctx: DetectorContext,
): void {
  if (!TELLING.test(object.text) || symbolOf(node.parent) !== '') return
  if (!/^[\w$]+$/.test(name)) return
  const into = (path: string, { entries }: Value, depth: number): void => {
    for (const [key, value] of entries ?? []) {
      const along = `${path}.${key}`
      if (value.entries && depth < 3) into(along, value, depth + 1)
      else if (TELLING.test(along)) keep(along, value.node, ctx)
    }
  }
  into(name, ctx.value(object), 1)
}

/** `&Retry{attempts: 3}` in `New`: the number of whoever is told none. */
function keepMade(element: SyntaxNode, ctx: DetectorContext): void {
  const literal = element.parent?.parent
  const [key, value] = element.children
  if (literal?.type !== 'composite_literal' || !key || !value || !TELLING.test(key.text)) return
  if (!/^New/.test(symbolOf(namedFunctionOf(element)))) return
  keep(`${literal.child('type')?.text}.${key.text}`, value.children[0] ?? value, ctx)
}

/** `stripe.max_network_retries = 5`, on whatever name the file gives the module. */
function keepSetting(target: string, value: SyntaxNode, ctx: DetectorContext): void {
  const origin = target.includes('.') ? ctx.resolve(target) : null
  const name = origin && `${origin.module}.${origin.member}`
  if (!name || !MODULE_SETTINGS.has(name)) return
  const { literal } = ctx.value(value)
  const number = typeof literal === 'number' ? literal : environmentDefault(value.text)
  ctx.flow.settings = { ...ctx.flow.settings, [name]: number ?? null }
}

/** Numbers that may limit attempts in other files: constants, and defaults of variables of the environment. */
export const limitConstants: Detector = {
  rules: [],
  nodeTypes: [
    'pair',
    'variable_declarator',
    'assignment',
    'field_declaration',
    'const_spec',
    'keyed_element',
  ],
  visit(node, ctx) {
    if (node.type === 'pair') {
      const key = node.child('key')?.text.replace(/['"]/g, '') ?? ''
      const value = node.child('value')
      if (value && VARIABLE.test(key) && TELLING.test(key)) keep(key, value, ctx)
      return
    }
    if (node.type === 'keyed_element') return keepMade(node, ctx)
    const holder = node.first('variable_declarator') ?? node
    const target = (holder.child('name') ?? holder.child('left'))?.text ?? ''
    const value = holder.child('value') ?? holder.child('right')
    if (value && TELLING.test(target)) keepSetting(target, value, ctx)
    if (value && /^(object|dictionary|as_expression)$/.test(value.type))
      keepOptions(target, value, node, ctx)
    if (!value || !TELLING.test(target) || !/^[\w$]+$/.test(target)) return
    const symbol = symbolOf(node.parent)
    const isField = node.type === 'field_declaration' || isOfClass(node)
    if (symbol !== '' && !isField) return
    const inner = value.type === 'expression_list' ? value.children[0] : value
    if (inner) keep(symbol && isField ? `${symbol}.${target}` : target, inner, ctx)
  },
}
