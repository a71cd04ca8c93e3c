import type { EntryFact, EntryKind } from '../../model'
import type { Detector, DetectorContext, SyntaxNode, Value } from '../detector'
import { familyOf } from '../languages'
import { isTestFile } from '../test-files'
import { nameRef } from './name-ref'
import { type Work, workOf } from './work-ref'

/** A call that hands work to a broker, scheduler or queue of a library. */
interface Consumer {
  /** Module that the receiver was made by, or that the callee is imported from. */
  module: RegExp
  /** Method or imported member at the end of the callee. */
  method: RegExp
  kind: EntryKind
  mechanism: string
  /** Position or option of the name. */
  name?: number | string
  /** Position (from the end when negative) or option of the work. */
  work: number | string
}

/** Signatures read in each library's documentation, November 2026. */
const CONSUMERS: readonly Consumer[] = [
  {
    module: /^kafkajs$/,
    method: /\.run$/,
    kind: 'topic',
    mechanism: 'kafkajs',
    work: 'eachMessage',
  },
  { module: /^kafkajs$/, method: /\.run$/, kind: 'topic', mechanism: 'kafkajs', work: 'eachBatch' },
  {
    module: /^(amqplib|amqp-connection-manager)$/,
    method: /\.consume$/,
    kind: 'queue',
    mechanism: 'amqplib',
    name: 0,
    work: 1,
  },
  {
    module: /^sqs-consumer$/,
    method: /(^|\.)create$/,
    kind: 'queue',
    mechanism: 'sqs',
    name: 'queueUrl',
    work: 'handleMessage',
  },
  {
    module: /^(node-cron|cron)$/,
    method: /\.schedule$/,
    kind: 'schedule',
    mechanism: 'node-cron',
    work: 1,
  },
  {
    module: /^(agenda|@hokify\/agenda)$/,
    method: /\.define$/,
    kind: 'job',
    mechanism: 'agenda',
    name: 0,
    work: -1,
  },
  {
    module: /^github\.com\/hibiken\/asynq$/,
    method: /\.HandleFunc$/,
    kind: 'job',
    mechanism: 'asynq',
    name: 0,
    work: 1,
  },
  {
    module: /^github\.com\/robfig\/cron/,
    method: /\.AddFunc$/,
    kind: 'schedule',
    mechanism: 'cron',
    work: 1,
  },
]
const METHOD = /(^|\.)(run|consume|create|schedule|define|HandleFunc|AddFunc)$/
const NAMED: Record<string, RegExp> = {
  kafkajs: /consumer$/i,
  amqplib: /(channel|ch)$/i,
  agenda: /agenda$/i,
}

function comesFrom(row: Consumer, callee: string, node: SyntaxNode, ctx: DetectorContext): boolean {
  const direct = ctx.resolve(callee)
  if (direct) return row.module.test(direct.module)
  const receiver = callee.slice(0, Math.max(0, callee.lastIndexOf('.')))
  const origin = receiver ? ctx.instanceOf(receiver, node) : null
  if (origin) return row.module.test(origin.module)
  // `kafka.consumer()` gives what the file imports no name for.
  return (
    NAMED[row.mechanism]?.test(receiver) === true &&
    ctx.importedModules.some((one) => row.module.test(one))
  )
}

/** Topics are named where the consumer subscribes: `consumer.subscribe({ topic: 'orders' })`. */
function subscribed(callee: string, node: SyntaxNode, ctx: DetectorContext): string {
  const receiver = callee.slice(0, callee.lastIndexOf('.'))
  for (const one of ctx.root.descendants()) {
    if (one.type !== 'call_expression' || ctx.callee(one) !== `${receiver}.subscribe`) continue
    const args = ctx.args(one)
    const topics = args.option('topics')?.node
    const first = topics?.type === 'array' ? topics.children[0] : undefined
    const found = nameRef(args.option('topic')?.node ?? first, ctx)
    if (found) return found
  }
  return nameRef(ctx.args(node).option('topic')?.node, ctx)
}

function workIn(value: Value | undefined): Work | undefined {
  if (!value) return undefined
  return value.node.type === 'method_definition' ? undefined : workOf(value.node)
}

/** Consumers, jobs and schedules that a library's call is given the work for. */
export const consumers: Detector = {
  rules: [],
  languages: ['typescript', 'tsx', 'javascript', 'go'],
  nodeTypes: ['call_expression'],
  visit(node, ctx) {
    const callee = ctx.callee(node)
    if (!METHOD.test(callee) || ctx.importedModules.length === 0) return
    for (const row of CONSUMERS) {
      if (!row.method.test(callee) || !comesFrom(row, callee, node, ctx)) continue
      const args = ctx.args(node)
      const { positional } = args
      const work = workIn(
        typeof row.work === 'string' ? args.option(row.work) : positional.at(row.work),
      )
      if (!work || isTestFile(ctx)) continue
      const named =
        typeof row.name === 'string' ? args.option(row.name) : positional[row.name ?? -1]
      const name = row.name === undefined ? '' : nameRef(named?.node, ctx)
      add(ctx, {
        kind: row.kind,
        mechanism: row.mechanism,
        name: row.mechanism === 'kafkajs' ? subscribed(callee, node, ctx) : name,
        ...work,
        symbol: ctx.symbol(node),
        region: node.region,
      })
      return
    }
  },
}

function add(ctx: DetectorContext, entry: EntryFact): void {
  ctx.flow.entries = [...(ctx.flow.entries ?? []), entry]
}

const PROCEDURE = /procedure\b.*\.(query|mutation|subscription)$/i

/** Path of the routers around a procedure: `orders.byId`. */
function procedurePath(node: SyntaxNode): string {
  const parts: string[] = []
  for (let at: SyntaxNode | null = node; at; at = at.parent) {
    if (at.type === 'pair') parts.unshift(at.child('key')?.text.replace(/['"]/g, '') ?? '')
    if (at.type === 'variable_declarator') {
      parts.unshift((at.child('name')?.text ?? '').replace(/Router$/, ''))
      break
    }
  }
  return parts.filter(Boolean).join('.')
}

/** tRPC procedures: `byId: protectedProcedure.input(…).query(async ({ input }) => …)`. */
export const procedures: Detector = {
  rules: [],
  languages: ['typescript', 'tsx', 'javascript'],
  nodeTypes: ['call_expression'],
  visit(node, ctx) {
    const callee = ctx.callee(node)
    if (!PROCEDURE.test(callee) || familyOf(ctx.language) !== 'script' || isTestFile(ctx)) return
    const work = workOf(ctx.args(node).positional[0]?.node)
    const path = procedurePath(node)
    if (!work || path === '') return
    add(ctx, {
      kind: 'http',
      mechanism: 'trpc',
      name: `=${/mutation$/.test(callee) ? 'POST' : 'GET'} /trpc/${path}`,
      ...work,
      symbol: ctx.symbol(node),
      region: node.region,
    })
  },
}
