import type { DetectorContext, SyntaxNode, Value } from '../detector'
import type { CallView } from './anchors/anchor'

const CALLBACKS = /^(arrow_function|function_expression|lambda_expression|func_literal|lambda)$/

/** Resolved names of a dotted name, as the tables write them: `module.member`, or the module. */
export function targetsOf(ctx: DetectorContext, written: string): string[] {
  const root = written.replace(/\(\)|\[\]/g, '')
  return ctx.resolveAll(root).map(({ module, member }) => (member ? `${module}.${member}` : module))
}

/** Options by name: keyword arguments, annotation elements, direct keys of object arguments. */
export function optionsOf(ctx: DetectorContext, call: SyntaxNode): Map<string, string> {
  const { positional, named } = ctx.args(call)
  const options = new Map<string, string>()
  const add = (entries: Map<string, Value> | undefined) => {
    for (const [key, value] of entries ?? []) options.set(key, value.node.text)
  }
  for (const value of positional) add(value.entries)
  add(named)
  return options
}

/** A call, construction or decorator, the same in every language. */
export function callView(ctx: DetectorContext, call: SyntaxNode): CallView {
  const written = ctx.callee(call)
  const { positional } = ctx.args(call)
  return {
    isNew: /^(new_expression|object_creation_expression)$/.test(call.type),
    written,
    targets: targetsOf(ctx, written),
    resolve: (name) => targetsOf(ctx, name),
    positional: positional.map((value) => value.node.text),
    options: optionsOf(ctx, call),
    hasCallback: positional.some((value) => CALLBACKS.test(value.node.type)),
  }
}
