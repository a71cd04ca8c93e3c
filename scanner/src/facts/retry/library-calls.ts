import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { familyOf } from '../languages'
import { symbolOf } from '../symbols'
import { isTestFile } from '../test-files'
import { attemptsOf, termsOf } from './knobs'
import { librariesIn, libraryOf } from './libraries'
import type { RetryLibrary } from './library'
import { repeatedCalls, wrappedCalls } from './repeated'
import { addLayer, fromRow } from './report-layer'
import { retryDecision } from './rule'

/** What a Python decorator or Java annotation stands on. */
function decorated(node: SyntaxNode): SyntaxNode | null {
  if (node.type === 'decorator') return node.parent?.child('definition') ?? null
  const holder = node.parent?.type === 'modifiers' ? node.parent.parent : null
  return holder?.type === 'method_declaration' || holder?.type === 'class_declaration'
    ? holder
    : null
}

function visitDecorator(row: RetryLibrary, node: SyntaxNode, ctx: DetectorContext): void {
  const target = decorated(node)
  if (!target) return
  const count = attemptsOf(row, node, ctx)
  if (row.optIn && !count.explicit && !ctx.args(node).option('autoretry_for')) return
  if (
    row.package === 'celery' &&
    !/autoretry_for/.test(node.text) &&
    !/\.retry\(/.test(target.text)
  ) {
    return
  }
  const instance = /resilience4j/.test(row.module)
    ? (ctx.args(node).option('name') ?? ctx.args(node).positional[0])?.literal
    : undefined
  addLayer(ctx, node, {
    ...fromRow(row, count),
    ...termsOf(node, ctx),
    ...(typeof instance === 'string' ? { instance } : {}),
    symbol: symbolOf(target),
    on: target.region,
    repeats: repeatedCalls([target]),
  })
}

function visitCall(row: RetryLibrary, call: SyntaxNode, ctx: DetectorContext): void {
  const count = attemptsOf(row, call, ctx)
  if (row.optIn && !count.explicit) return
  const callee = ctx.callee(call)
  const repeats =
    row.form === 'call'
      ? [callee]
      : row.form === 'method'
        ? repeatedCalls([call]).filter((one) => one !== callee)
        : row.form === 'queue'
          ? []
          : wrappedCalls(call, ctx)
  addLayer(ctx, call, { ...fromRow(row, count), ...termsOf(call, ctx), repeats })
}

function methodRow(call: SyntaxNode, ctx: DetectorContext): RetryLibrary | undefined {
  const callee = ctx.callee(call)
  if (!/retr(y|ies)/i.test(callee)) return undefined
  const rows = librariesIn(familyOf(ctx.language), ctx.importedModules)
  return rows.find(
    (row) => row.form === 'method' && row.members.some((member) => callee.endsWith(`.${member}`)),
  )
}

/** Retries by a library's own call, decorator or annotation. */
export const libraryCalls: Detector = {
  rules: [retryDecision],
  nodeTypes: [...CALLS, 'composite_literal', 'decorator', 'annotation', 'marker_annotation'],
  visit(node, ctx) {
    const family = familyOf(ctx.language)
    if (ctx.importedModules.length === 0) return
    const isMark = /^(decorator|annotation|marker_annotation)$/.test(node.type)
    // A decorator's own call is visited with the decorator.
    if (node.parent?.type === 'decorator') return
    const origins = ctx.resolveAll(node)
    const row = isMark
      ? libraryOf(family, origins, ['decorator'])
      : (libraryOf(family, origins, ['wrapper', 'call', 'queue', 'method']) ?? methodRow(node, ctx))
    if (!row || isTestFile(ctx)) return
    if (isMark) visitDecorator(row, node, ctx)
    else visitCall(row, node, ctx)
  },
}
