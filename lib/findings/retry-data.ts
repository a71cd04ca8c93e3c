import { attemptsOf, given, isRecord, textOf } from './shape'
import type { FlowStep, RetryLayerRow } from './types'

/** Retry layers as the scanner wrote them; what cannot be read is left unsaid, never guessed. */
export function layersOf(data: unknown): RetryLayerRow[] {
  return listOf(data, 'layers').map((layer) => ({
    kind: textOf(layer, 'kind') ?? 'unknown',
    attempts: layerAttempts(layer.attempts),
    ...given({ line: lineOf(layer) }),
    ...given({
      mechanism: textOf(layer, 'mechanism'),
      basis: textOf(layer, 'basis'),
      source: textOf(layer, 'source'),
      path: textOf(layer, 'path'),
      symbol: textOf(layer, 'symbol'),
      condition: textOf(layer, 'condition'),
      delay: textOf(layer, 'delay'),
      deadline: textOf(layer, 'deadline'),
    }),
  }))
}

/** Places of a finding in order: `flow` goes from entry to outbound call. */
export function stepsOf(data: unknown, name: 'flow' | 'locations' | 'related'): FlowStep[] {
  return listOf(data, name).map((step) => ({
    path: textOf(step, 'path') ?? '',
    ...given({
      line: lineOf(step),
      symbol: textOf(step, 'symbol'),
      message: textOf(step, 'message'),
    }),
  }))
}

function listOf(data: unknown, name: string): Record<string, unknown>[] {
  const list = isRecord(data) ? data[name] : undefined
  return Array.isArray(list) ? list.filter(isRecord) : []
}

function layerAttempts(value: unknown): RetryLayerRow['attempts'] {
  if (value === 'unbounded') return value
  return attemptsOf(typeof value === 'number' ? value : null)
}

function lineOf(item: Record<string, unknown>): number | null {
  const region = isRecord(item.region) ? item.region.startLine : undefined
  const line = item.line ?? region
  return typeof line === 'number' ? line : null
}
