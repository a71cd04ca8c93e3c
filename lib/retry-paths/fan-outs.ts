import { given, textOf } from '@/lib/findings/shape'
import { recordsIn, type SaidLayer, saidLayers } from './layers'
import { arithmeticOf, symbolAt } from './product'
import type { PathFanOut } from './types'

/** A segment's layers in a path of several; alone, all are its own. */
const segmentOf = ({ segment }: Record<string, unknown>) =>
  typeof segment === 'number' ? segment : 0

const numberIn = (said: Record<string, unknown>, name: string): number | null => {
  const value = said[name]
  return typeof value === 'number' ? value : null
}

/** Loops and fan-outs as versions say them: each with its symbol and its place among the layers. */
export function saidFanOuts(
  data: unknown,
  layers: readonly SaidLayer[] = saidLayers(data),
): PathFanOut[] {
  return recordsIn(data, 'fanOut').map((said, nth) => {
    const segment = segmentOf(said)
    const before = layers.filter((layer) => segmentOf(layer.said) < segment).length
    return {
      symbol: symbolAt(nth),
      over: textOf(said, 'over') ?? 'unknown',
      outer: Math.min(before + (numberIn(said, 'outer') ?? 0), layers.length),
      ...given({
        path: textOf(said, 'path'),
        line: numberIn(said, 'line'),
        service: textOf(said, 'service'),
        repository: textOf(said, 'repository'),
      }),
    }
  })
}

/** `5 queue × 3 SDK = 15, × N` of a version. */
export function saidArithmetic(data: unknown, layers = saidLayers(data)): string {
  return arithmeticOf(layers, recordsIn(data, 'fanOut').length)
}
