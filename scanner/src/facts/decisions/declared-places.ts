import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { declarationHead, part } from './regions'
import type { AnchoredKind } from './rules'
import { allRules, rules } from './rules'
import { isScaffolding } from './scaffolding'

const NO_PART = /Key$|Exception|Error|Mapper|Test|Dto|Data$|Request$|Response$|Event$|Properties$/

/** Decisions in what a file declares: `synchronized`, mutex fields, keys that are stored. */
export const declaredDecisions: Detector = {
  rules: allRules,
  nodeTypes: [
    'synchronized_statement',
    'method_declaration',
    'class_declaration',
    'class_definition',
    'field_declaration',
    'var_spec',
    'composite_literal',
  ],
  visit(node, ctx) {
    if (isScaffolding(ctx)) return
    if (ctx.language === 'java') java(node, ctx)
    else if (ctx.language === 'python') python(node, ctx)
    else if (ctx.language === 'go') go(node, ctx)
  },
}

function report(
  ctx: DetectorContext,
  kind: AnchoredKind,
  anchor: string,
  message: string,
  region: SyntaxNode,
): void {
  ctx.report(rules[kind], region, { message, region, data: { anchor, shape: anchor } })
}

function java(node: SyntaxNode, ctx: DetectorContext): void {
  const says = 'Lock between threads of one process, other instances do not see it'
  if (node.type === 'synchronized_statement') {
    const end = node.child('body')?.start ?? node.end
    const head = node.text.slice(0, end - node.start).trimEnd()
    report(
      ctx,
      'concurrency-control',
      'synchronized',
      says,
      part(node, node.start, node.start + head.length),
    )
    return
  }
  if (node.type === 'method_declaration' && node.first('modifiers')?.has('synchronized')) {
    report(ctx, 'concurrency-control', 'synchronized', says, declarationHead(node))
    return
  }
  if (node.type !== 'class_declaration') return
  const name = node.child('name')?.text ?? ''
  if (/Idempoten/.test(name) && !NO_PART.test(name)) {
    const message = `${name} decides what counts as the same request, how long that is remembered is not stated here`
    report(ctx, 'idempotency', 'idempotency component', message, declarationHead(node))
  } else if (hasKeyColumn(node)) {
    report(ctx, 'idempotency', 'stored idempotency key', STORED, declarationHead(node))
  }
}

const STORED =
  'Stores an idempotency key with the row, whether a unique constraint stands behind it is not stated here'

/** A persistent field called idempotency key. */
function hasKeyColumn(node: SyntaxNode): boolean {
  return (node.child('body')?.children ?? []).some(
    (child) =>
      child.type === 'field_declaration' &&
      /@(Column|Field|Id)\b/.test(child.text) &&
      /\bidempotencyKey\b/.test(child.text),
  )
}

function python(node: SyntaxNode, ctx: DetectorContext): void {
  if (node.type !== 'class_definition' || !ctx.source.includes('idempotency')) return
  const stored = (node.child('body')?.children ?? []).some((child) =>
    /^_?idempotency_(key|token)\s*(:[^=]*)?=\s*[\w.]*(Field|Column|mapped_column)\(/.test(
      child.text,
    ),
  )
  if (stored) report(ctx, 'idempotency', 'stored idempotency key', STORED, declarationHead(node))
}

const MUTEX = /^\*?sync\.(RW)?Mutex$/
const GO_TYPES: { type: RegExp; kind: AnchoredKind; anchor: string; message: string }[] = [
  {
    type: MUTEX,
    kind: 'concurrency-control',
    anchor: 'sync.Mutex',
    message: 'Lock between goroutines of one process, what it guards is not stated by the type',
  },
  {
    type: /^\*?singleflight\.Group$/,
    kind: 'concurrency-control',
    anchor: 'singleflight.Group',
    message: 'Calls for the same key share one answer, an error is shared as well',
  },
  {
    type: /^clause\.Locking$/,
    kind: 'concurrency-control',
    anchor: 'clause.Locking',
    message: 'Row lock held until the transaction ends, order of locking is not stated',
  },
  {
    type: /^clause\.OnConflict$/,
    kind: 'idempotency',
    anchor: 'clause.OnConflict',
    message: 'Decides what a second insert of the same key does, it needs the unique constraint',
  },
]

function go(node: SyntaxNode, ctx: DetectorContext): void {
  const type = node.child('type')?.text ?? ''
  const row = GO_TYPES.find((one) => one.type.test(type))
  if (!row) return
  if (node.type === 'composite_literal' && row.type === MUTEX) return
  const end = node.type === 'composite_literal' ? node.start + type.length : node.end
  report(ctx, row.kind, row.anchor, row.message, part(node, node.start, end))
}
