import type { RetryLayer } from '../../model'
import { clientPackage } from '../flow/outbound-clients'
import { resolverOf } from '../imports/of-file'
import { LIBRARY_BY_KEY } from '../retry/libraries'
import type { CallTargets } from './call-targets'
import { repeatedErrors } from './errors'
import type { Gate } from './gates'
import { type Place, receiverOf } from './place'
import { isSdk, type PlacedLayer } from './placed-layer'

/**
 * Decorators of a function that repeat only on errors of packages that the SDK which it calls never
 * lets out. Nothing is told where the function could fail otherwise once the call was made: it throws
 * something itself, or does more than making the client and calling it.
 */
export function foreignErrors(
  callee: string,
  at: Place,
  chain: readonly PlacedLayer[],
  targets: CallTargets,
): Gate[] {
  const sdk = chain.findLast(({ layer }) => isSdk(layer))?.layer
  const raises = LIBRARY_BY_KEY.get(sdk?.library ?? '')?.raises
  const { fn, path } = at
  const root = callee.replace(/^(this|self)\./, '').split('.')[0] ?? ''
  const alone = new Set([callee, receiverOf(at, root)])
  if (!raises || fn.throws || fn.fanOuts || !fn.calls.every((one) => alone.has(one))) return []
  const isForeign = foreignTo(raises, at, targets)
  return chain.flatMap(({ layer, home }): Gate[] => {
    const classes = isOn(layer, at) && home.path === path ? (repeatedErrors(layer) ?? []) : []
    if (classes.length === 0 || !classes.every(isForeign)) return []
    const reason = `it repeats only on ${classes.join(', ')}, in which the call never ends`
    return [{ reason, path, line: fn.region.startLine, inside: 0, only: layer }]
  })
}

const isOn = ({ direct, on, symbol }: RetryLayer, { fn }: Place): boolean =>
  direct === true && symbol === fn.symbol && on?.startLine === fn.region.startLine

/** Whether a class is, by what the file imports, of a package that the SDK has nothing to do with. */
function foreignTo(raises: RegExp, { facts, path }: Place, targets: CallTargets) {
  return (name: string): boolean => {
    const [origin, ...more] = resolverOf(facts).resolveAll(name)
    if (!origin || more.length > 0) return false
    const [root = ''] = origin.module.split('.')
    if (raises.test(root) || targets.modules.find(origin.module, path).length > 0) return false
    return clientPackage(root, '', 'python')?.reviewed === true
  }
}
