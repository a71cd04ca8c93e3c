import { isRecord } from '@/lib/findings/shape'

export type Attempts = number | 'unbounded' | 'unknown'

/** Whatever a layer, a segment or a path says of attempts. */
export function attemptsIn(value: unknown): Attempts {
  if (value === 'unbounded' || value === Number.POSITIVE_INFINITY) return 'unbounded'
  return typeof value === 'number' && value >= 0 ? value : 'unknown'
}

/** Worst case of several in a row: unbounded wins, then unknown; never taken for one. */
export function product(attempts: readonly Attempts[]): Attempts {
  if (attempts.includes('unbounded')) return 'unbounded'
  let all = 1
  for (const one of attempts) {
    if (typeof one !== 'number') return 'unknown'
    all *= one
  }
  return all
}

/** Product of the layers that end: the number that charts show beside what does not end. */
export function boundedProduct(attempts: readonly Attempts[]): Attempts {
  return product(attempts.filter((one) => one !== 'unbounded'))
}

/** As a column holds it: infinity when unbounded, null when unknown. */
export function stored(attempts: Attempts): number | null {
  if (attempts === 'unbounded') return Number.POSITIVE_INFINITY
  return attempts === 'unknown' ? null : attempts
}

/** From a column. */
export function fromStored(value: number | null): Attempts {
  return attemptsIn(value ?? 'unknown')
}

const mark = (one: Attempts) => (one === 'unbounded' ? '∞' : one === 'unknown' ? '?' : String(one))

/** As the scanner writes them in the arithmetic of one repository. */
const WORDS: Record<string, string> = { 'sdk-default': 'SDK', 'client-setting': 'client' }

/** Symbol of the nth loop or fan-out, whose number nobody can know. */
export const symbolAt = (nth: number): string => 'NMKLPQ'[nth] ?? '…'

/** `, × N × M`, as the scanner writes them too; nothing where nothing fans out. */
export const timesN = (fanOuts: number): string =>
  fanOuts === 0 ? '' : `, × ${Array.from({ length: fanOuts }, (_, i) => symbolAt(i)).join(' × ')}`

/** `5 queue × 3 SDK = 15, × N`; what is unbounded or unknown stays a symbol. */
export function arithmeticOf(
  layers: readonly { attempts: Attempts; kind: string }[],
  fanOuts = 0,
): string {
  const factors = layers.map(({ attempts, kind }) => `${mark(attempts)} ${WORDS[kind] ?? kind}`)
  const all = product(layers.map(({ attempts }) => attempts))
  return `${factors.join(' × ')} = ${all}${timesN(fanOuts)}`
}

/** Order of lists: unbounded first, then the greatest, unknown last. */
export function worse(a: Attempts, b: Attempts): number {
  const rank = (one: Attempts) =>
    one === 'unbounded' ? Number.POSITIVE_INFINITY : one === 'unknown' ? -1 : one
  const [x, y] = [rank(a), rank(b)]
  return x === y ? 0 : y - x
}

/** Layers of a stored segment or path, whatever else they say. */
export function layerList(data: unknown): Record<string, unknown>[] {
  const list = isRecord(data) ? data.layers : undefined
  return Array.isArray(list) ? list.filter(isRecord) : []
}
