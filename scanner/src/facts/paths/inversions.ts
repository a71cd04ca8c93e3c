import type { Finding } from '../../model'
import { layerData } from './arithmetic'
import { entryKey, entryLabel, flowOf, type RetryPath, siteOf } from './finding'
import { outgoingKey } from './outgoing'
import { isSdk } from './placed-layer'
import { retryPathTimeoutInversion } from './rules'
import { type Inversion, inversionText, worstTime } from './time'

/** Callers that give up before what they call has: one finding for each such layer and call. */
export function timeoutInversions(paths: readonly RetryPath[]): Finding[] {
  const worst = new Map<string, { path: RetryPath; inversion: Inversion }>()
  for (const path of paths) {
    if (path.layers.length < 2) continue
    const { outgoing } = path.way
    for (const inversion of worstTime(path.layers, outgoing.timeoutMs).inversions) {
      const { layer, home } = inversion.at
      const key = `${home.path}:${layer.region.startLine} ${inversion.of} ${outgoingKey(outgoing)}`
      const before = worst.get(key)
      if (!before || before.inversion.takes < inversion.takes) worst.set(key, { path, inversion })
    }
  }
  return [...worst.values()].map(({ path, inversion }) => findingOf(path, inversion))
}

function findingOf(path: RetryPath, inversion: Inversion): Finding {
  const { at, limit, takes, of } = inversion
  const { layer, home } = at
  const { outgoing } = path.way
  const site = isSdk(layer) ? undefined : siteOf(at)
  const identity = `${entryKey(path)}|${layer.mechanism}|${of}|${outgoingKey(outgoing)}`
  const {
    data: _,
    declared,
    ...place
  } = site ?? {
    message: '',
    region: layer.region,
    symbol: layer.symbol,
    snippet: '',
    context: { startLine: layer.region.startLine, text: '' },
    content: identity,
    lineHash: '',
  }
  return {
    ...place,
    rule: retryPathTimeoutInversion.id,
    message: `From \`${entryLabel(path)}\`: ${inversionText(inversion)}. It gives up, and repeats, while \`${outgoing.callee}\` is still tried.`,
    ...(declared ? { declared } : {}),
    path: home.path,
    identity: `${retryPathTimeoutInversion.id}|${identity}`,
    flow: flowOf(path),
    data: { limitMs: limit, takesMs: takes, of, layers: path.layers.map(layerData) },
  }
}
