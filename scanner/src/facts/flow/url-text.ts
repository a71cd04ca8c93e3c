import { dotted } from '../callee'
import type { DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { builtUrl } from './java-urls'

const ENV =
  /^(?:(?:process\.env|import\.meta\.env|env|Bun\.env)(?:\.(\w+)|\[['"](\w+)['"]\])|(?:os\.environ(?:\.get)?|os\.getenv|System\.getenv(?:\(\)\.get(?:OrDefault)?)?|os\.Getenv|Deno\.env\.get|os\.LookupEnv|config|env|settings)[[(]['"](\w+)['"])/

/** Name of the environment variable that an expression reads, and its literal default. */
function envOf(text: string): string | undefined {
  const found = ENV.exec(text.trim())
  const name = found?.[1] ?? found?.[2] ?? found?.[3]
  return name && /^[A-Z][A-Z0-9_]+$/.test(name) ? name : undefined
}

function definition(name: string, ctx: DetectorContext): SyntaxNode | undefined {
  const { constants, makers } = ctx.bindings()
  const bare = name.replace(/^(this|self)\./, '')
  const maker = makers.get(bare)
  return constants.get(bare) ?? (maker && envOf(maker.text) ? maker : undefined)
}

/**
 * Variable of the environment that a name stands for: `const { USERS_URL } = process.env`, and in Go
 * `s.usersURL = os.Getenv("USERS_URL")` or `mapEnv(&s.usersURL, "USERS_URL")`.
 */
function boundEnv(name: string, ctx: DetectorContext): string | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (ctx.language === 'go') {
    const written = new RegExp(
      `(?:&|\\b)[\\w.]*\\b${last}\\s*(?:,|:?=\\s*os\\.Getenv\\()\\s*"([A-Z][A-Z0-9_]+)"`,
    )
    return /^\w+$/.test(last) ? written.exec(ctx.source)?.[1] : undefined
  }
  if (ctx.language === 'python' || ctx.language === 'java' || !/^[A-Z][A-Z0-9_]+$/.test(name)) {
    return undefined
  }
  for (const [, names = ''] of ctx.source.matchAll(/\{([^{}]*)\}\s*=\s*process\.env\b/g)) {
    if (new RegExp(`(?:^|[\\s,])${name}\\b`).test(names)) return name
  }
  return undefined
}

/** `URI url = UriComponentsBuilder…toUri()` of the same function: each has its own by the same name. */
function javaMade(node: SyntaxNode, ctx: DetectorContext): SyntaxNode | undefined {
  if (ctx.language !== 'java' || node.type !== 'identifier') return undefined
  const around = ctx.enclosingFunction(node)
  for (const one of around?.descendants() ?? []) {
    if (one.start >= node.start) return undefined
    if (one.type !== 'variable_declarator' || one.child('name')?.text !== node.text) continue
    const value = one.child('value')
    return value && CALLS.has(value.type) ? value : undefined
  }
  return undefined
}

function identifier(node: SyntaxNode, ctx: DetectorContext, depth: number): string {
  const env = envOf(node.text) ?? boundEnv(dotted(node), ctx)
  if (env) return `{env:${env}}`
  const made = depth < 3 ? (definition(dotted(node), ctx) ?? javaMade(node, ctx)) : undefined
  return made ? urlText(made, ctx, depth + 1) : '{}'
}

/** Python's f-strings are leaves of the tree: their fields are read as text. */
function fields(text: string, ctx: DetectorContext, depth: number): string {
  return text.replace(/\{([^{}]*)\}/g, (_, field: string) => {
    const name = field.replace(/[:!].*$/, '').trim()
    const env = envOf(name)
    if (env) return `{env:${env}}`
    const made = depth < 3 && /^[\w.]+$/.test(name) ? definition(name, ctx) : undefined
    return made ? urlText(made, ctx, depth + 1) : '{}'
  })
}

function pieces(node: SyntaxNode, ctx: DetectorContext, depth: number): string {
  if (ctx.language === 'python') {
    const plain = node.text.replace(/^[a-zA-Z]*["']+|["']+$/g, '')
    return /^[rR]?[fF]/.test(node.text) ? fields(plain, ctx, depth) : plain
  }
  let text = ''
  let at = node.start
  for (const child of node.children) {
    if (!/substitution|interpolation/.test(child.type)) continue
    text += node.file.source.slice(at, child.start)
    const inner = child.children[0]
    text += inner ? urlText(inner, ctx, depth + 1) : '{}'
    at = child.end
  }
  return (text + node.file.source.slice(at, node.end)).replace(/^[fFrRbB]*["'`]+|["'`]+$/g, '')
}

/** `"http://{host}/users/{}".format(id, host=HOST)` with its arguments filled in. */
function templated(node: SyntaxNode, ctx: DetectorContext, depth: number): string {
  const target = node.child('function')
  const template = target?.child('object')
  if (target?.child('attribute')?.text !== 'format' || template?.type !== 'string') return '{}'
  const { positional, named } = ctx.args(node)
  let index = 0
  return pieces(template, ctx, depth).replace(/\{([^{}]*)\}/g, (_, field: string) => {
    const name = field.replace(/[:!].*$/, '')
    const at = name === '' ? index++ : Number(name)
    const value = named.get(name) ?? positional[at]
    return value ? urlText(value.node, ctx, depth + 1) : '{}'
  })
}

/** `fmt.Sprintf("%s/users/%s", base, id)` with its arguments filled in. */
function formatted(node: SyntaxNode, ctx: DetectorContext, depth: number): string {
  const env = envOf(node.text)
  if (env) {
    const other = /['"](https?:\/\/[^'"]+)['"]/.exec(node.text)?.[1]
    return other ? `{env:${env}|${other}}` : `{env:${env}}`
  }
  if (ctx.language === 'python') return templated(node, ctx, depth)
  if (!/^(fmt\.Sprintf|String\.format|util\.format)$/.test(ctx.callee(node))) return '{}'
  const [format, ...rest] = ctx.args(node).positional
  if (typeof format?.literal !== 'string') return '{}'
  let index = 0
  return format.literal.replace(/%[sdvq]/g, () => {
    const value = rest[index++]
    return value ? urlText(value.node, ctx, depth + 1) : '{}'
  })
}

/** A URL as far as it is written: `{env:USERS_URL}/users/{}`; what is computed becomes `{}`. */
export function urlText(node: SyntaxNode, ctx: DetectorContext, depth = 0): string {
  if (depth > 6) return '{}'
  if (
    /^(await_expression|parenthesized_expression|as_expression|non_null_expression)$/.test(
      node.type,
    )
  ) {
    const inner = node.children[0]
    return inner ? urlText(inner, ctx, depth + 1) : '{}'
  }
  if (/template_string|^string$|string_literal/.test(node.type)) return pieces(node, ctx, depth)
  if (
    node.type === 'binary_expression' ||
    node.type === 'binary_operator' ||
    node.type === 'boolean_operator'
  ) {
    const [left, right] = [node.child('left'), node.child('right')]
    if (!left || !right) return '{}'
    const first = urlText(left, ctx, depth + 1)
    const second = urlText(right, ctx, depth + 1)
    if (node.tokens.includes('+')) return first + second
    // `process.env.URL ?? 'http://localhost'`: the variable, and what it defaults to.
    const env = /^\{env:(\w+)\}$/.exec(first)?.[1]
    return env && /^https?:/.test(second) ? `{env:${env}|${second}}` : first
  }
  if (ctx.language === 'java') {
    const built = builtUrl(node, ctx, (one) => urlText(one, ctx, depth + 1))
    if (built !== undefined) return built
  }
  if (CALLS.has(node.type)) {
    if (node.type === 'new_expression' || node.type === 'object_creation_expression') {
      const [path, base] = ctx.args(node).positional
      const own = path ? urlText(path.node, ctx, depth + 1) : '{}'
      return base ? urlText(base.node, ctx, depth + 1).replace(/\/$/, '') + own : own
    }
    if (/^(URI\.create|Uri\.parse|url\.Parse|encodeURI)$/.test(ctx.callee(node))) {
      const [path] = ctx.args(node).positional
      return path ? urlText(path.node, ctx, depth + 1) : '{}'
    }
    return formatted(node, ctx, depth)
  }
  return identifier(node, ctx, depth)
}
