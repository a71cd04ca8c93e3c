import type { LimitFact } from '../../model'
import type { Arguments, Detector, DetectorContext, SyntaxNode, Value } from '../detector'
import { CALLS } from '../functions'
import { familyOf } from '../languages'
import { variableOf } from '../retry/clients'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { limitValue } from './duration'
import type { LimitKnob, LimitRow } from './limit'
import { fits, type RowsByName, rowsIn } from './tables'

const rowsOf = new WeakMap<DetectorContext, RowsByName>()

function rowsFor(ctx: DetectorContext): RowsByName {
  const known = rowsOf.get(ctx) ?? rowsIn(familyOf(ctx.language), ctx.importedModules)
  rowsOf.set(ctx, known)
  return known
}

const MARKS = /^(decorator|annotation|marker_annotation)$/

/** Whether a node is what a row speaks of. */
function isMeant(row: LimitRow, node: SyntaxNode, callee: string, ctx: DetectorContext): boolean {
  if (MARKS.test(node.type) !== (row.form === 'mark')) return false
  const dot = callee.lastIndexOf('.')
  if (row.form === 'method') return dot > 0
  if (row.form === 'on') {
    const origin = dot > 0 ? ctx.instanceOf(callee.slice(0, dot), node) : null
    return origin !== null && fits(row.module, origin.module) && row.members.includes(origin.member)
  }
  if (row.module === '') return row.members.includes(callee) && !ctx.resolve(callee)
  return ctx
    .resolveAll(node)
    .some(({ module, member }) => fits(row.module, module) && row.members.includes(member))
}

function valueAt(knob: LimitKnob, node: SyntaxNode, args: Arguments, ctx: DetectorContext) {
  if (knob.option !== undefined) return args.option(knob.option)
  if (knob.index !== undefined) return args.positional[knob.index]
  for (const inner of node.descendants()) {
    if (inner.type !== 'keyword_argument' && inner.type !== 'pair') continue
    const name = (inner.child('name') ?? inner.child('key'))?.text
    const value = name === knob.nested ? inner.child('value') : null
    if (value) return ctx.value(value)
  }
  return undefined
}

/** An options object that is made elsewhere may say anything. */
const ELSEWHERE = /^(\w+\.)*\w*(opts|options|config|init|settings|kwargs|params)$/i

function optionsElsewhere(args: Arguments): Value | undefined {
  return args.positional.find(
    ({ node, literal }) => literal === undefined && ELSEWHERE.test(node.text),
  )
}

type Said = Pick<LimitFact, 'value' | 'ms' | 'source' | 'basis'>

function saidBy(row: LimitRow, node: SyntaxNode, ctx: DetectorContext): Said | undefined {
  const args = ctx.args(node)
  for (const knob of row.knobs) {
    const found = valueAt(knob, node, args, ctx)
    // A second argument of `axios.get(url, { … })` is no number of milliseconds.
    if (!found || (knob.index !== undefined && found.entries)) continue
    const basis = `${knob.option ?? knob.nested ?? row.members[0] ?? ''}: ${found.node.text}`
    return { ...limitValue(row, found, args), source: 'explicit', basis: short(basis) }
  }
  if (row.otherwise === undefined) return undefined
  const elsewhere = args.spread ? 'spread options' : optionsElsewhere(args)?.node.text
  if (elsewhere !== undefined) {
    return { value: 'not written here', source: 'unknown', basis: short(`set by ${elsewhere}`) }
  }
  return { value: row.otherwise, source: 'default', basis: `default of ${row.mechanism}` }
}

const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 80)

/** The variable that holds what a chain of calls makes. */
function holderOf(node: SyntaxNode): string {
  let outermost = node
  for (
    let at = node.parent;
    at && (CALLS.has(at.type) || /member|attribute|selector|field_access/.test(at.type));
    at = at.parent
  ) {
    if (CALLS.has(at.type)) outermost = at
  }
  return variableOf(outermost)
}

/** What a decorator or annotation stands on. */
function marked(node: SyntaxNode): SyntaxNode | null {
  if (node.type === 'decorator') return node.parent?.child('definition') ?? null
  return node.parent?.type === 'modifiers' ? node.parent.parent : null
}

function add(row: LimitRow, node: SyntaxNode, callee: string, ctx: DetectorContext): boolean {
  const said = saidBy(row, node, ctx)
  if (!said) return false
  const target = row.form === 'mark' ? marked(node) : null
  const client = row.form === 'client' || row.form === 'method' ? holderOf(node) : ''
  ctx.limit({
    kind: row.kind,
    mechanism: row.mechanism,
    ...said,
    region: node.region,
    symbol: target ? symbolOf(target) : ctx.symbol(node),
    ...((row.form === 'call' && said.source === 'default') || row.form === 'on' || isRequest(row)
      ? { covers: callee }
      : {}),
    ...(client ? { client } : {}),
  })
  return true
}

/** A call that goes out itself; what only ends a wait holds for all that its function does. */
const isRequest = (row: LimitRow): boolean => row.form === 'call' && row.otherwise !== undefined

/** Time limits, pool limits and circuit breakers, as written or as the library has them. */
export const limitCalls: Detector = {
  rules: [],
  nodeTypes: [...CALLS, 'composite_literal', 'decorator', 'annotation', 'marker_annotation'],
  visit(node, ctx) {
    if (node.parent?.type === 'decorator') return
    const rows = rowsFor(ctx)
    if (rows.size === 0) return
    const callee = ctx.callee(node)
    const last = callee.slice(callee.lastIndexOf('.') + 1)
    const own = rows.get(last) ?? []
    // The module's own export is called by whatever name it was given.
    const candidates = callee.includes('.') ? own : [...own, ...(rows.get('') ?? [])]
    if (candidates.length === 0 || isTestFile(ctx)) return
    const told = new Set<string>()
    for (const row of candidates) {
      if (told.has(row.kind) || !isMeant(row, node, callee, ctx)) continue
      if (row.mechanism === 'AbortSignal' && node.parent?.type === 'pair') continue
      if (add(row, node, callee, ctx)) told.add(row.kind)
    }
  },
}
