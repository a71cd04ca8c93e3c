import type { ConfigLayer } from './layer'
import { configured } from './layers'

/** Layers of a small repository's configuration, given as path and text. */
export function layersIn(files: Record<string, string>): ConfigLayer[] {
  return configured(Object.entries(files).map(([path, text]) => ({ path, text }))).layers
}

/** Layers as short text: `mesh VirtualService orders 3 explicit`. */
export const told = (files: Record<string, string>): string[] =>
  layersIn(files).map(
    ({ kind, symbol, attempts, source, line }) =>
      `${line}: ${kind} ${symbol} ${attempts} ${source}`,
  )
