import type { Detector, DetectorContext, SyntaxNode } from '../detector'
import { attemptsFor } from '../retry/counts'
import { KAFKA_ERRORS } from '../retry/libraries-maven-marks'
import { attemptsText } from '../retry/report-layer'
import { retryDecision } from '../retry/rule'
import { isTestFile } from '../test-files'
import { kafkaHandlerUse } from './kafka-handler-use'

const HANDLERS = /^(DefaultErrorHandler|SeekToCurrentErrorHandler)$/
const NEVER = /^Common(Logging|ContainerStopping|MixedLogging)ErrorHandler$/
/** Deliveries after the first that Spring Kafka makes where no pause is given: `FixedBackOff(0, 9)`. */
const UNSAID = 9
/** What Spring takes for "for ever". */
const ENDLESS = -1
const BACK_OFF =
  /\bFixedBackOff\(\s*[^,()]+,\s*([\w.]+)\s*\)|\bExponentialBackOffWithMaxRetries\(\s*([\w.]+)\s*\)/

/** Limits that a pause is given after it is made. */
const LIMITED = 'set(?:MaxElapsedTime|MaxAttempts|MaxRetries)\\('

/** What an argument was made from, as the method around it says before the file does. */
function madeFrom(node: SyntaxNode, ctx: DetectorContext): string {
  const own = [...(ctx.enclosingFunction(node)?.descendants() ?? [])].find(
    (one) => one.type === 'variable_declarator' && one.child('name')?.text === node.text,
  )
  return (own?.child('value') ?? ctx.bindings().makers.get(node.text))?.text ?? node.text
}

/** Retries by the pause that a handler is given, null where they cannot be told. */
function retriesOf(handler: SyntaxNode, ctx: DetectorContext): number | null {
  const { positional } = ctx.args(handler)
  const texts = positional.map(({ node }) => madeFrom(node, ctx))
  const limited = positional.some(
    ({ node }, at) =>
      new RegExp(LIMITED).test(texts[at] ?? '') ||
      (/^\w+$/.test(node.text) && new RegExp(`\\b${node.text}\\.${LIMITED}`).test(ctx.source)),
  )
  if (limited) return null
  const found = texts.map((text) => BACK_OFF.exec(text)).find((one) => one !== null)
  if (!found) {
    // One argument alone may be what recovers a message at last.
    const paused = texts.some((text) => /back_?off/i.test(text))
    return paused
      ? texts.some((text) => /new ExponentialBackOff\(/.test(text))
        ? ENDLESS
        : null
      : UNSAID
  }
  const written = found[1] ?? found[2] ?? ''
  if (/UNLIMITED_ATTEMPTS$|^Long\.MAX_VALUE$/.test(written)) return ENDLESS
  const value = /^\d+L?$/.test(written) ? Number.parseInt(written, 10) : ctx.constant(written)
  return typeof value === 'number' ? value : null
}

/** How a Spring application treats the errors of its Kafka listeners, as its container is told. */
export const kafkaErrors: Detector = {
  rules: [retryDecision],
  languages: ['java'],
  nodeTypes: ['object_creation_expression'],
  visit(node, ctx) {
    const name = ctx.callee(node)
    const handles = HANDLERS.test(name)
    if ((!handles && !NEVER.test(name)) || isTestFile(ctx)) return
    if (!ctx.resolveAll(name).some(({ module }) => module === 'org.springframework.kafka.listener'))
      return
    const use = kafkaHandlerUse(node, ctx)
    if (use === 'none') return
    const retries = use === 'unseen' ? null : handles ? retriesOf(node, ctx) : 0
    const before = ctx.flow.settings?.[KAFKA_ERRORS]
    // Which listener has which of several handlers is not told.
    const agreed = before === undefined || before === retries ? retries : null
    ctx.flow.settings = { ...ctx.flow.settings, [KAFKA_ERRORS]: agreed }
    if (retries === 0) return
    const attempts = retries === null ? 'unknown' : attemptsFor('retries', retries)
    ctx.report(retryDecision, node, {
      message: `${name} has a failing message delivered again, ${attemptsText(attempts)}.`,
      data: {
        anchor: name,
        layer: 'queue',
        attempts,
        basis: name,
        source: 'explicit',
        repeats: [],
      },
    })
  },
}
