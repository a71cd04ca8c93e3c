import type { Finding, RetryLayer } from '../../model'
import { arithmeticOf, layerData, productOf, sumOf } from './arithmetic'
import { entryLabel, flowOf, type RetryPath, siteOf } from './finding'
import { retryPathNonIdempotent } from './rules'

const UNSAFE = /^(POST|PATCH)$/

/** Starts the whole job again, which nobody chose for this call: what that may repeat is told elsewhere. */
const isRedelivery = ({ kind, source }: RetryLayer) =>
  kind === 'queue' || (kind === 'job' && source !== 'explicit')

const NEVER_ARRIVED =
  /^(connect-failure|refused-stream|unavailable|cancelled|connection errors|[\s,])*$/

/** Configuration that nobody wrote, or that repeats only what did not arrive. */
function harmless({ key, source, condition }: RetryLayer): boolean {
  if (key === undefined) return false
  return source !== 'explicit' || NEVER_ARRIVED.test(condition ?? 'unknown')
}

/** Requests by POST or PATCH that code sends again, without a key that the other side remembers. */
export function nonIdempotent(paths: readonly RetryPath[]): Finding[] {
  const found = new Map<string, Finding>()
  for (const path of paths) {
    const { outgoing, gates } = path.way
    if (outgoing.kind !== 'http' || outgoing.keyed || !UNSAFE.test(outgoing.method ?? '')) continue
    const { standing } = sumOf(path.layers, gates, outgoing)
    const again = standing.filter(({ layer }) => !isRedelivery(layer) && !harmless(layer))
    // Told once, at the innermost layer (of code before configuration), with all that repeat it on
    // the longest path.
    const innermost = again.findLast(({ layer }) => layer.key === undefined) ?? again.at(-1)
    const site = innermost && siteOf(innermost)
    if (!innermost || !site) continue
    const layers = again.map(({ layer }) => layer)
    const identity = `${retryPathNonIdempotent.id}|${innermost.home.path}|${innermost.layer.symbol}|${outgoing.label}`
    const before = found.get(identity)?.data?.layers
    if (Array.isArray(before) && before.length >= layers.length) continue
    const { data: _, ...place } = site
    found.set(identity, {
      ...place,
      rule: retryPathNonIdempotent.id,
      message: `\`${outgoing.callee}\` sends ${outgoing.method} again (${arithmeticOf(layers)}) and no idempotency key is seen.`,
      path: innermost.home.path,
      identity,
      flow: flowOf(path),
      data: {
        attempts: productOf(layers),
        arithmetic: arithmeticOf(layers),
        entry: entryLabel(path),
        outbound: outgoing.callee,
        methods: [outgoing.method],
        layers: again.map(layerData),
      },
    })
  }
  return [...found.values()]
}
