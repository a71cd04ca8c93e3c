import type { NameRef, QueueFact, RetryLayer } from '../../model'
import type { Detector, DetectorContext, SyntaxNode, Value } from '../detector'
import { variableOf } from '../retry/clients'
import { type Counted, counted } from '../retry/knobs'
import { addLayer } from '../retry/report-layer'
import { retryDecision } from '../retry/rule'
import { isTestFile } from '../test-files'
import { nameRef } from './name-ref'
import { EVERY_QUEUE, QUEUE_MODULES } from './queues'

/** Functions of a repository's own that may make a queue: `createQueue("mail", options)`. */
const MAKES = /[qQ]ueue$/
/** What is done with a queue that is there. */
const USES =
  /^(add|get|find|remove|delete|close|clear|pause|resume|is|has|on|use|process|run|start|stop|send|push|enqueue|dequeue|schedule|assert|check|bind|purge|subscribe|log|flush|drain|handle|register|update|list|count)/
const NEST = /^@nestjs\/bull(mq)?$/
/** Where queues keep the options of their jobs, and functions of a repository's own may take them. */
const OPTIONS = ['defaultJobOptions.attempts', 'attempts', 'jobOptions.attempts']

type Layer = Pick<RetryLayer, 'mechanism' | 'attempts' | 'basis' | 'limit'>

function add(ctx: DetectorContext, fact: QueueFact): void {
  ctx.flow.queues = [...(ctx.flow.queues ?? []), fact]
}

function tell(ctx: DetectorContext, node: SyntaxNode, layer: Layer): void {
  addLayer(ctx, node, { ...layer, kind: 'queue', source: 'explicit', repeats: [] })
}

/** Attempts that an object says, under the first of the names that it has. */
function attemptsIn(value: Value | undefined): Counted | undefined {
  for (const path of OPTIONS) {
    let at = value
    for (const step of path.split('.')) at = at?.entries?.get(step)
    const found = at && counted(at, 'attempts', `${path}: `)
    if (found) return found
  }
  return undefined
}

const layerOf = (mechanism: string, { attempts, basis, limit }: Counted): Layer => ({
  ...{ mechanism, attempts, basis },
  ...(limit ? { limit } : {}),
})

/** `createQueue('mail', { attempts: 5 })`: whether that makes one is seen over all files. */
function visitMaker(node: SyntaxNode, callee: string, ctx: DetectorContext): void {
  const name = callee.slice(callee.lastIndexOf('.') + 1)
  if (!MAKES.test(callee) || USES.test(name)) return
  // A library's own is known where it is made.
  if (QUEUE_MODULES.test(ctx.resolve(callee)?.module ?? '')) return
  const { positional } = ctx.args(node)
  const args = positional.map((one) => nameRef(one.node, ctx))
  const at = args.findIndex((one) => one.startsWith('=') || /^[A-Z]/.test(one))
  if (at < 0 || positional.length > 4) return
  const variable = variableOf(node).replace(/^.*\./, '')
  add(ctx, {
    name: args[at] ?? '',
    mechanism: '',
    made: { callee: node.type === 'new_expression' ? `${callee}.constructor` : callee, at },
    symbol: ctx.symbol(node),
    region: node.region,
    ...(variable ? { variable } : {}),
  })
  for (const value of positional) {
    const found = attemptsIn(value)
    if (!found) continue
    if (found.attempts === 1) return
    ctx.layer({
      ...layerOf('bullmq', found),
      ...{ kind: 'queue', source: 'explicit', repeats: [] },
      ...{ symbol: ctx.symbol(node), region: node.region, site: ctx.site(node) },
    })
    return
  }
}

/** `BullModule.registerQueue({ name: 'mail', defaultJobOptions: { attempts: 3 } }, …)` of Nest. */
function visitModule(
  node: SyntaxNode,
  callee: string,
  mechanism: string,
  ctx: DetectorContext,
): void {
  const whole = /\.forRoot(Async)?$/.test(callee)
  if (!whole && !/\.registerQueue(Async)?$/.test(callee)) return
  for (const value of ctx.args(node).positional) {
    const name: NameRef = whole ? EVERY_QUEUE : nameRef(value.entries?.get('name')?.node, ctx)
    const found = attemptsIn(value) ?? attemptsIn(givenBy(value, ctx))
    if (!name || (whole && !found)) continue
    const at = { symbol: ctx.symbol(value.node), region: value.node.region }
    add(ctx, { name, mechanism, ...at, ...(found?.attempts === 1 ? { once: true as const } : {}) })
    if (found) tell(ctx, value.node, layerOf(mechanism, found))
  }
}

/** Options that a factory gives back: `{ name: 'mail', useFactory: () => ({ … }) }`. */
function givenBy(value: Value, ctx: DetectorContext): Value | undefined {
  const factory = value.entries?.get('useFactory')?.node
  for (const node of factory?.descendants() ?? []) {
    if (node.type === 'object' && /\battempts\b/.test(node.text)) return ctx.value(node)
  }
  return undefined
}

/** `@InjectQueue('mail') private readonly queue: Queue`. */
function visitInjected(node: SyntaxNode, mechanism: string, ctx: DetectorContext): void {
  const holder = node.parent
  const variable = (holder?.child('pattern') ?? holder?.child('name'))?.text ?? ''
  const [first] = ctx.args(node).positional
  const name = nameRef(first?.node, ctx)
  if (!name || !/^[\w$]+$/.test(variable)) return
  add(ctx, { name, mechanism, variable, symbol: ctx.symbol(node), region: node.region })
}

/** Queues that a function of the repository's own makes, or Nest. */
export const madeQueues: Detector = {
  rules: [retryDecision],
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['call_expression', 'new_expression', 'decorator'],
  visit(node, ctx) {
    if (isTestFile(ctx)) return
    const callee = ctx.callee(node)
    const origin = /^(Bull|Inject)/.test(callee) ? ctx.resolve(callee) : null
    if (origin && NEST.test(origin.module)) {
      const mechanism = origin.module.replace('@nestjs/', '')
      if (node.type === 'decorator') visitInjected(node, mechanism, ctx)
      else visitModule(node, callee, mechanism, ctx)
    } else if (node.type !== 'decorator' && node.parent?.type !== 'decorator') {
      visitMaker(node, callee, ctx)
    }
  },
}
