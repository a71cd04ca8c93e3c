import type { EntryFact } from '../../model'
import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { familyOf } from '../languages'
import { variableOf } from '../retry/clients'
import { retryDecision } from '../retry/rule'
import { FUNCTIONS } from '../symbols'
import { isTestFile } from '../test-files'
import { hasSteadyId, haveSteadyIds } from './job-ids'
import { addDelivery, deliveriesOf } from './job-options'
import { nameRef } from './name-ref'
import { namesOwnClass } from './own-class'
import { inlineFact, workOf } from './work-ref'

export const QUEUE_MODULES: RegExp = /^(bullmq|bull|bee-queue|@nestjs\/bull(mq)?)$/
/** Functions of a repository's own that may hand a name and work on to a worker. */
const REGISTERS =
  /(regist|worker|process|consum|subscrib|listen|queue|task|schedul|job|define)\w*$/i
/** Name of what holds for every queue of a module. */
export const EVERY_QUEUE = '=*'
const ADDS = /\.(add|addBulk|addJob|enqueue|upsertJobScheduler)$/

function queueModule(ctx: DetectorContext, callee: string): string | undefined {
  const origin = ctx.resolve(callee)
  if (!origin || !QUEUE_MODULES.test(origin.module)) return undefined
  const isQueue =
    origin.module === 'bullmq'
      ? origin.member === 'Queue'
      : origin.member === '' || origin.member === 'Queue'
  return isQueue ? origin.module : undefined
}

function addEntry(ctx: DetectorContext, entry: EntryFact): void {
  ctx.flow.entries = [...(ctx.flow.entries ?? []), entry]
}

/** `new Worker(name, processor)` of BullMQ, also inside a function that is given both. */
function visitConstruction(node: SyntaxNode, ctx: DetectorContext): void {
  const callee = ctx.callee(node)
  const origin = ctx.resolve(callee)
  if (!origin) return
  const { positional } = ctx.args(node)
  const [first, second] = positional
  if (origin.module === 'bullmq' && origin.member === 'Worker') {
    const work = workOf(second?.node, first?.node.text)
    if (!work) return
    addEntry(ctx, {
      kind: 'queue',
      mechanism: 'bullmq',
      name: nameRef(first?.node, ctx),
      ...work,
      symbol: ctx.symbol(node),
      region: node.region,
    })
    return
  }
  const module = queueModule(ctx, callee)
  if (!module) return
  const variable = variableOf(node).replace(/^.*\./, '')
  ctx.flow.queues = [
    ...(ctx.flow.queues ?? []),
    {
      name: nameRef(first?.node, ctx),
      mechanism: module,
      symbol: ctx.symbol(node),
      region: node.region,
      ...(variable ? { variable } : {}),
    },
  ]
}

/** `queue.process(fn)` of Bull: the queue is known by its variable. */
function visitProcess(node: SyntaxNode, callee: string, ctx: DetectorContext): boolean {
  const receiver = callee.slice(0, -'.process'.length)
  const origin = ctx.instanceOf(receiver, node)
  const made = origin ? /^(bull|bee-queue)$/.test(origin.module) : false
  // Whether a function of the repository's own gave a queue is seen over all files.
  if (!made && !/[qQ]ueue(\(\))?$/.test(receiver)) return false
  const { positional } = ctx.args(node)
  const work = workOf(positional.at(-1)?.node)
  if (!work) return false
  addEntry(ctx, {
    kind: 'queue',
    mechanism: made && origin ? origin.module : 'bull',
    name: receiver.replace(/^this\./, ''),
    ...(made ? {} : { unsure: true as const }),
    ...work,
    symbol: ctx.symbol(node),
    region: node.region,
  })
  return true
}

/** `queue.add(name, data, { attempts: 3 })`: a message, and how often this one is delivered. */
function visitAdd(node: SyntaxNode, callee: string, ctx: DetectorContext): void {
  const receiver = callee.replace(ADDS, '')
  const origin = ctx.instanceOf(receiver.replace(/\(\)$/, ''), node)
  const isQueue = origin ? QUEUE_MODULES.test(origin.module) : false
  if (!isQueue && !/queue(\.instance)?$|[qQ]ueue(\w*\.getInstance)?\(\)$/i.test(receiver)) return
  const args = ctx.args(node)
  const count = deliveriesOf(callee, args.positional, ctx)
  // A schedule is set up once; its own options are all that it says of a message.
  if (callee.endsWith('.upsertJobScheduler') && !count) return
  const options = args.positional.at(-1)
  const keyed = callee.endsWith('.addBulk')
    ? haveSteadyIds(args.positional[0])
    : args.positional.length > 2 && hasSteadyId(options)
  ctx.flow.outgoing = [
    ...(ctx.flow.outgoing ?? []),
    {
      ...{ kind: 'queue', callee, symbol: ctx.symbol(node), region: node.region },
      ...(keyed ? { keyed } : {}),
      ...(count?.partly ? { partly: true as const } : {}),
      ...(count?.explicit && count.attempts === 1 ? { once: true as const } : {}),
      ...(namesOwnClass(args.positional, ctx.symbol(node)) ? { ownClass: true as const } : {}),
    },
  ]
  if (count) addDelivery(node, count, ctx)
}

/** `WorkerManager.register(QueueName.Mail, processor)`: whether it is one is seen over all files. */
function visitRegistration(node: SyntaxNode, callee: string, ctx: DetectorContext): void {
  const { positional } = ctx.args(node)
  if (positional.length < 2 || positional.length > 4) return
  const nodes = positional.map((value) => value.node)
  const args = nodes.map((one) => nameRef(one, ctx))
  const name = args.find((one) => one.startsWith('=') || /^[A-Z]/.test(one))
  const inline = nodes.find((one) => FUNCTIONS.has(one.type))
  const handed = nodes.some((one, i) => one.type === 'identifier' && args[i] !== name)
  if (!name || (!inline && !handed && !args.slice(1).some((one) => one.includes('.')))) return
  ctx.flow.registrations = [
    ...(ctx.flow.registrations ?? []),
    {
      callee,
      args,
      ...(inline ? { inline: inlineFact(inline) } : {}),
      symbol: ctx.symbol(node),
      region: node.region,
    },
  ]
}

/** Queues, the messages put on them and the workers behind them. */
export const queueFlow: Detector = {
  rules: [retryDecision],
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['call_expression', 'new_expression'],
  visit(node, ctx) {
    if (node.type === 'new_expression') {
      if (!isTestFile(ctx)) visitConstruction(node, ctx)
      return
    }
    const callee = ctx.callee(node)
    if (callee.endsWith('.process') && visitProcess(node, callee, ctx)) return
    if (ADDS.test(callee)) visitAdd(node, callee, ctx)
    else if (REGISTERS.test(callee) && familyOf(ctx.language) === 'script') {
      visitRegistration(node, callee, ctx)
    }
  },
}
