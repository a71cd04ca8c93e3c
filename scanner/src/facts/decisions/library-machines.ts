import type { DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { activeRows } from './active'
import type { CallAnchor } from './anchors/anchor'
import { machineCalls } from './anchors/machines'
import { targetsOf } from './call-view'

const rowsOf = activeRows<CallAnchor>(machineCalls)
const known = new WeakMap<DetectorContext, readonly SyntaxNode[]>()

/** Calls of this file that build a state machine with a library; each is a finding of its own. */
export function builtMachines(ctx: DetectorContext): readonly SyntaxNode[] {
  let calls = known.get(ctx)
  if (!calls) {
    const rows = rowsOf(ctx)
    const builds = (node: SyntaxNode) =>
      CALLS.has(node.type) &&
      targetsOf(ctx, ctx.callee(node)).some((one) => rows.some((row) => row.target?.test(one)))
    calls = rows.length === 0 ? [] : [...ctx.root.descendants()].filter(builds)
    known.set(ctx, calls)
  }
  return calls
}

/** Whether a machine of this file moves through most of these states: then they are its own. */
export function isOfBuiltMachine(ctx: DetectorContext, states: readonly string[]): boolean {
  return builtMachines(ctx).some((call) => {
    const words = new Set(declarationOf(call).text.match(/\w+/g))
    return states.filter((state) => words.has(state)).length * 2 > states.length
  })
}

/** The library for state machines that this file imports. */
export function machineLibrary(ctx: DetectorContext): CallAnchor | undefined {
  const isImported = (name: string) =>
    ctx.importedModules.some((module) => module === name || module.startsWith(`${name}.`))
  return rowsOf(ctx).find((row) => row.hints.some(isImported))
}

/** What stands at file level around a node. */
function declarationOf(node: SyntaxNode): SyntaxNode {
  let at = node
  while (at.parent?.parent) at = at.parent
  return at
}
