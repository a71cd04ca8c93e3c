import { given, textOf } from '@/lib/findings/shape'
import { recordsIn, type SaidLayer } from './layers'
import type { RetryPath } from './types'

export type Unbounded = Omit<RetryPath['unbounded'][number], 'since'>

/** Whether two say the same of the same file. */
export const isSameUnbounded = (one: Unbounded) => (other: Unbounded) =>
  one.reason === other.reason && one.path === other.path

/** Why a path repeats without an end: what its scanner says, else its layers without a limit. */
export function unboundedOf(data: unknown, said: readonly SaidLayer[]): Unbounded[] {
  const endless = said.filter(({ attempts }) => attempts === 'unbounded')
  const told = recordsIn(data, 'unboundedBecause').map((one) => {
    const [path, line] = [textOf(one, 'path'), typeof one.line === 'number' ? one.line : null]
    const layer = endless.find(
      (l) =>
        l.path === path &&
        l.line === line &&
        textOf(l.said, 'mechanism') === textOf(one, 'mechanism'),
    )
    const reason = textOf(one, 'reason') ?? 'repeats without an end'
    return { reason, ...given({ path, line, layer: layer?.key ?? null }) }
  })
  if (told.length > 0) return told
  return endless.map(({ key, kind, path, line, said: layer }) => ({
    reason: `${textOf(layer, 'mechanism') ?? kind} has no limit`,
    ...given({ path, line }),
    layer: key,
  }))
}
