import type { Detector, SyntaxNode } from '../detector'
import { CALLS } from '../functions'
import { repeatedCalls } from '../retry/repeated'
import { isTestFile } from '../test-files'
import { hasSteadyId } from './job-ids'
import { nameRef } from './name-ref'

const SENDS =
  /\.(add|addBulk|addJob|enqueue|send|sendMessage|publish|produce|convertAndSend|delay|apply_async|sendToQueue|Enqueue|EnqueueContext|Insert|Publish)$/
/** `if (attempt < 3)`, `if (job.attemptsMade >= max) return`: the author counts, so it ends. */
const COUNTS =
  /attempt|retr(y|ies)|tries|count|\bage\b|deadline|created_?at|elapsed|timestamp|new Date|Date\.now/i
/** Dead letters are put aside, not tried again. */
const PUTS_ASIDE = /dead|dlq|poison|parking|failed|audit/i

function isCounted(node: SyntaxNode, handler: SyntaxNode): boolean {
  for (let at = node.parent; at && at !== handler; at = at.parent) {
    if (at.type === 'if_statement' && COUNTS.test(at.child('condition')?.text ?? '')) return true
  }
  for (const one of handler.descendants()) {
    if (one.type !== 'if_statement' || one.start > node.start || one.contains(node)) continue
    const condition = one.child('condition')?.text ?? ''
    if (COUNTS.test(condition) && /throw|return|raise/.test(one.text)) return true
  }
  return false
}

/** Messages put on a queue where a failure is handled. */
export const requeues: Detector = {
  rules: [],
  nodeTypes: ['catch_clause', 'except_clause'],
  visit(handler, ctx) {
    const tried = handler.parent?.child('body')
    if (!tried || handler.parent?.type === 'try_with_resources_statement') return
    for (const node of handler.descendants()) {
      if (!CALLS.has(node.type)) continue
      const callee = ctx.callee(node)
      if (!SENDS.test(callee) || PUTS_ASIDE.test(node.text.slice(0, 200))) continue
      if (isTestFile(ctx) || isCounted(node, handler)) continue
      let rethrows = false
      for (const one of handler.descendants()) {
        if (/^(throw|raise)_statement$/.test(one.type) && one.start > node.start) rethrows = true
      }
      const args = ctx.args(node)
      const name = nameRef((args.option('topic') ?? args.positional[0])?.node, ctx)
      ctx.flow.requeues = [
        ...(ctx.flow.requeues ?? []),
        {
          callee,
          symbol: ctx.symbol(node),
          region: node.region,
          ...(name ? { name } : {}),
          tried: repeatedCalls([tried]),
          rethrows,
          ...(hasSteadyId(args.positional.at(-1)) && args.positional.length > 2
            ? { keyed: true as const }
            : {}),
          site: ctx.site(node),
        },
      ]
    }
  },
}
