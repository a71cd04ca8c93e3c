import type { Finding } from '../../model'
import { arithmeticOf, layerData, productOf, sumOf } from './arithmetic'
import { entryLabel, flowOf, type RetryPath, siteOf } from './finding'
import { retryPathNonIdempotent } from './rules'

const UNSAFE = /^(POST|PATCH)$/

/** Requests by POST or PATCH that code sends again, without a key that the other side remembers. */
export function nonIdempotent(paths: readonly RetryPath[]): Finding[] {
  const found = new Map<string, Finding>()
  for (const path of paths) {
    const { outgoing, gates } = path.way
    if (outgoing.kind !== 'http' || outgoing.keyed || !UNSAFE.test(outgoing.method ?? '')) continue
    const { standing } = sumOf(path.layers, gates, outgoing.method)
    // A queue's redelivery starts the whole job again: what that may repeat is told elsewhere.
    const again = standing.filter(({ layer }) => layer.kind !== 'queue')
    // Told once, at the innermost layer, with all that repeat it on the longest path.
    const innermost = again.at(-1)
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
