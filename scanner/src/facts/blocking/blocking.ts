import { isScaffolding } from '../decisions/scaffolding'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { familyOf } from '../languages'
import { isKnownAnswer } from '../rows/row-exceptions'
import { FUNCTIONS, namedFunctionOf } from '../symbols'
import { ELASTIC, HANDS_OVER, WAITING } from './calls'
import { blockingInAsync } from './rules'

const tables = {
  script: WAITING.filter(({ on }) => on === 'script'),
  python: WAITING.filter(({ on }) => on === 'python'),
  java: WAITING.filter(({ on }) => on === 'java'),
  go: [],
}

/** What a call waits for, where it is one that waits. */
function waitsFor(call: SyntaxNode, callee: string, ctx: DetectorContext): string | undefined {
  const family = familyOf(ctx.language)
  if (family === 'java') {
    if (callee === 'Thread.sleep') return 'sleeps'
    const isReactive = ctx.importedModules.some((one) => /^reactor\.core|reactive/.test(one))
    if (isReactive && /\.(block|blockFirst|blockLast)$/.test(callee)) {
      return call.child('arguments')?.children.length === 0 || /Duration/.test(call.text)
        ? 'waits for a publisher'
        : undefined
    }
  }
  const dot = callee.lastIndexOf('.')
  const direct = ctx.resolve(callee)
  const made = !direct && dot > 0 ? ctx.instanceOf(callee.slice(0, dot), call) : null
  const origin = direct ?? made
  if (!origin) return undefined
  const member = direct ? direct.member : `${origin.member}.${callee.slice(dot + 1)}`
  return tables[family].find((row) => row.module.test(origin.module) && row.member.test(member))
    ?.does
}

/** Given to a thread, kept for later, or asked only where no answer is known yet. */
function isElsewhere(call: SyntaxNode, ctx: DetectorContext): boolean {
  let inside = false
  for (let node = call, above = call.parent; above; node = above, above = above.parent) {
    if (isKnownAnswer(above, node)) return true
    if (CALLS.has(above.type) && HANDS_OVER.test(ctx.callee(above))) return true
    if (!FUNCTIONS.has(above.type)) continue
    inside = true
    if (above.type === 'lambda') return true
    if (above === namedFunctionOf(call)) {
      return ctx.language === 'java' && ELASTIC.test(above.text)
    }
  }
  // At file level it runs before anything is served.
  return !inside
}

/** Calls that wait, where they would hold up an event loop: told at once or by who calls them. */
export const blocking: Detector = {
  rules: [blockingInAsync],
  languages: ['typescript', 'tsx', 'javascript', 'python', 'java'],
  nodeTypes: ['call_expression', 'call', 'method_invocation'],
  visit(call, ctx) {
    const callee = ctx.callee(call)
    if (HANDS_OVER.test(callee)) return offload(call, ctx)
    const does = waitsFor(call, callee, ctx)
    if (!does || isScaffolding(ctx) || isElsewhere(call, ctx)) return
    ctx.blocking.calls.push({ callee, does, site: ctx.site(call) })
  },
}

/** Calls inside what is handed to a thread are made there. */
function offload(call: SyntaxNode, ctx: DetectorContext): void {
  const symbol = ctx.symbol(call)
  for (const node of call.child('arguments')?.descendants() ?? []) {
    if (CALLS.has(node.type)) ctx.blocking.elsewhere.push(`${symbol} ${ctx.callee(node)}`)
  }
}
