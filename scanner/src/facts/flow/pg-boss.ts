import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { attemptsOf } from '../retry/knobs'
import { NPM_LIBRARIES } from '../retry/libraries-npm'
import { addLayer, fromRow } from '../retry/report-layer'
import { retryDecision } from '../retry/rule'
import { isTestFile } from '../test-files'
import { nameRef } from './name-ref'
import { workOf } from './work-ref'

const delivery = NPM_LIBRARIES.find(({ module }) => module === 'pg-boss')

function isBoss(receiver: string, node: SyntaxNode, ctx: DetectorContext): boolean {
  return ctx.instanceOf(receiver, node)?.module === 'pg-boss'
}

/** `boss.work(name, options?, handler)`. */
function visitWork(node: SyntaxNode, ctx: DetectorContext): void {
  const { positional } = ctx.args(node)
  const work = workOf(positional.at(-1)?.node)
  if (!work || positional.length < 2) return
  ctx.flow.entries = [
    ...(ctx.flow.entries ?? []),
    {
      kind: 'queue',
      mechanism: 'pg-boss',
      name: nameRef(positional[0]?.node, ctx),
      ...work,
      symbol: ctx.symbol(node),
      region: node.region,
    },
  ]
}

/** Jobs of pg-boss: the workers behind a queue, and how often a job is delivered. */
export const pgBoss: Detector = {
  rules: [retryDecision],
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['call_expression'],
  visit(node, ctx) {
    if (!ctx.importedModules.includes('pg-boss') || isTestFile(ctx)) return
    const callee = ctx.callee(node)
    const [, receiver = '', method = ''] =
      /^(.+)\.(work|send|sendAfter|sendThrottled|sendDebounced)$/.exec(callee) ?? []
    if (!method || !isBoss(receiver, node, ctx)) return
    if (method === 'work') return visitWork(node, ctx)
    if (!delivery) return
    // Two retries from version 10 on unless the job says otherwise.
    const count = attemptsOf(delivery, node, ctx)
    addLayer(ctx, node, { ...fromRow(delivery, count), repeats: [] })
  },
}
