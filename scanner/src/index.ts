import type { Extractor } from './extract/extractor'
import { scanRepository as scan } from './history/scan'
import type { ScanOptions, ScanSummary } from './history/types'

export { ScanError } from './errors'
export type { Extractor } from './extract/extractor'
export type { Progress, Scan, ScanOptions, ScanSummary } from './history/types'
export type * from './model'

/** Scans a repository with the tree-sitter extractor unless another is given; see `history/scan`. */
export function scanRepository(options: ScanOptions): Promise<ScanSummary> {
  return scan(options, realExtractor)
}

async function realExtractor(): Promise<Extractor> {
  return (await import('./extract/real')).treeSitterExtractor
}
