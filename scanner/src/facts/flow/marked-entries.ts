import type { EntryFact, NameRef } from '../../model'
import type { Detector, DetectorContext, Resolved, SyntaxNode } from '../detector'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { ENTRY_MARKS, type EntryMark } from './entry-marks'
import { nameRef } from './name-ref'
import { template } from './routes'

const matches = (pattern: string, module: string) =>
  pattern.endsWith('*') ? module.startsWith(pattern.slice(0, -1)) : module === pattern

function markOf(origins: readonly Resolved[]): EntryMark | undefined {
  return ENTRY_MARKS.find((mark) =>
    origins.some((one) => matches(mark.module, one.module) && mark.members.includes(one.member)),
  )
}

/** Mark of a decorator in Python, or of the function that one is made with. */
export const pythonMark = (node: SyntaxNode, ctx: DetectorContext): EntryMark | undefined =>
  markOf(ctx.resolveAll(ctx.callee(node))) ?? byInstance(ctx.callee(node), node, ctx)

/** `@app.task`: the variable was made by Celery, here or in a module that is named after it. */
function byInstance(callee: string, node: SyntaxNode, ctx: DetectorContext): EntryMark | undefined {
  const dot = callee.lastIndexOf('.')
  const imported = dot > 0 ? ctx.resolve(callee) : null
  if (imported && /celery/i.test(imported.module) && imported.member.endsWith('.task')) {
    return ENTRY_MARKS.find(({ mechanism }) => mechanism === 'celery')
  }
  const origin = dot > 0 ? ctx.instanceOf(callee.slice(0, dot), node) : null
  if (!origin) return undefined
  const member = callee.slice(dot + 1)
  return ENTRY_MARKS.find(
    (mark) => matches(mark.module, origin.module) && mark.members.includes(member),
  )
}

/** Method, function or class that a mark stands on. */
function target(node: SyntaxNode): SyntaxNode | null {
  const { parent } = node
  if (!parent) return null
  if (parent.type === 'modifiers') return parent.parent
  if (parent.type === 'class_body') {
    return (
      parent.children.find((one) => one.start > node.end && one.type === 'method_definition') ??
      null
    )
  }
  if (parent.type === 'decorated_definition') return parent.child('definition')
  if (parent.type === 'export_statement') return parent.child('declaration')
  return /class_declaration|method_definition/.test(parent.type) ? parent : null
}

function written(mark: EntryMark, node: SyntaxNode, ctx: DetectorContext): string {
  const args = ctx.args(node)
  for (const name of mark.names) {
    const value = typeof name === 'number' ? args.positional[name] : args.option(name)
    if (!value) continue
    const list = /array|list/.test(value.node.type) ? value.node.children[0] : value.node
    const found = nameRef(list, ctx)
    if (found) return found
  }
  return ''
}

const literal = (ref: string) => (ref.startsWith('=') ? ref.slice(1) : '')

/** Path on the class around: `@RequestMapping("/api")`, `@Controller('api')`. */
function basePath(method: SyntaxNode, ctx: DetectorContext): NameRef {
  const holder = method.ancestor(new Set(['class_declaration', 'interface_declaration']), new Set())
  if (!holder) return ''
  const marks = [
    ...(holder.first('modifiers')?.children ?? []),
    ...holder.children.filter((one) => one.type === 'decorator'),
    ...(holder.parent?.children.filter((one) => one.type === 'decorator') ?? []),
  ]
  for (const mark of marks) {
    if (!/^(RequestMapping|Controller|Path)$/.test(ctx.callee(mark))) continue
    const args = ctx.args(mark)
    const value = args.option('value') ?? args.option('path') ?? args.positional[0]
    const ref = nameRef(value?.node, ctx)
    // Put together of what stands elsewhere: not known, which is not none.
    return ref === '' && value?.node.type === 'binary_expression' ? COMPUTED : ref
  }
  return ''
}

/** A name that nothing resolves. */
const COMPUTED: NameRef = '$computed'
const UNKNOWN = '\0'

/** A path with what is not written here marked: `"/{id:" + PATTERN + "}"`. */
function pathText(node: SyntaxNode, ctx: DetectorContext): string {
  if (node.type === 'binary_expression')
    return node.children.map((part) => pathText(part, ctx)).join('')
  const { literal } = ctx.value(node)
  return typeof literal === 'string' ? literal : UNKNOWN
}

/** JAX-RS writes the path beside the method: `@GET @Path("/{id}")`. */
function jaxPath(method: SyntaxNode, ctx: DetectorContext): string {
  const marks = method.first('modifiers')?.children ?? []
  const mark = marks.find((one) => ctx.callee(one) === 'Path')
  const value = mark && (ctx.args(mark).option('value') ?? ctx.args(mark).positional[0])
  const text = value ? pathText(value.node, ctx) : ''
  return text.replace(/\{[^{}]*\}/g, '{}').replaceAll(UNKNOWN, '{}')
}

function httpName(
  node: SyntaxNode,
  on: SyntaxNode,
  mark: EntryMark,
  ctx: DetectorContext,
): Pick<EntryFact, 'name' | 'under'> {
  const name = ctx.callee(node)
  const verb = /^(Get|Post|Put|Patch|Delete|Head|Options)/i.exec(name)?.[1]
  const asked = /RequestMethod\.([A-Z]+)|method\s*=\s*([A-Z]+)/.exec(node.text)
  const method = verb?.toUpperCase() ?? asked?.[1] ?? asked?.[2] ?? 'ANY'
  const path = mark.mechanism === 'jax-rs' ? jaxPath(on, ctx) : literal(written(mark, node, ctx))
  const base = basePath(on, ctx)
  const full = `${literal(base)}/${path}`.replace(/\/{2,}/g, '/')
  const under = base && !base.startsWith('=') ? { under: base } : {}
  return { name: `=${method} ${template(full)}`, ...under }
}

function entry(
  mark: EntryMark,
  node: SyntaxNode,
  on: SyntaxNode,
  ctx: DetectorContext,
): EntryFact | undefined {
  const base = { kind: mark.kind, mechanism: mark.mechanism, region: on.region }
  if (on.type === 'class_declaration' || on.type === 'interface_declaration') return undefined
  const symbol = symbolOf(on)
  if (mark.kind === 'http') return { ...base, ...httpName(node, on, mark, ctx), symbol }
  if (mark.kind === 'grpc') {
    const parts = ctx.args(node).positional.map((one) => String(one.literal ?? ''))
    return { ...base, name: `=${parts.join('/')}`, symbol }
  }
  const name = written(mark, node, ctx)
  return { ...base, name: name || `=${symbol}`, symbol }
}

/** Methods of a class by which Nest takes work from a queue: `process`, else each under `@Process`. */
function takers(mark: EntryMark, node: SyntaxNode, on: SyntaxNode, ctx: DetectorContext) {
  const members = on.first('class_body')?.children ?? []
  const own = members.find(
    (one) => one.type === 'method_definition' && one.child('name')?.text === 'process',
  )
  const marks = members.filter((one) => one.type === 'decorator' && ctx.callee(one) === 'Process')
  const works = own ? [own] : marks.flatMap((one) => target(one) ?? [])
  const base = { kind: mark.kind, mechanism: mark.mechanism, region: on.region }
  return works.map((work) => ({
    ...base,
    name: written(mark, node, ctx),
    symbol: symbolOf(work),
  }))
}

/** Entry points that a decorator or annotation makes, resolved by import. */
export const markedEntries: Detector = {
  rules: [],
  nodeTypes: ['decorator', 'annotation', 'marker_annotation'],
  visit(node, ctx) {
    if (ctx.importedModules.length === 0) return
    const mark =
      ctx.language === 'python' ? pythonMark(node, ctx) : markOf(ctx.resolveAll(ctx.callee(node)))
    const on = mark && target(node)
    if (!mark || !on || isTestFile(ctx)) return
    const isClient = on.ancestor(new Set(['interface_declaration']), new Set())
    if (isClient) return
    const one = mark.method ? undefined : entry(mark, node, on, ctx)
    const found = one ? [one] : mark.method ? takers(mark, node, on, ctx) : []
    if (found.length > 0) ctx.flow.entries = [...(ctx.flow.entries ?? []), ...found]
  },
}
