import * as z from 'zod'
import { storable } from './text'

/** What the sender of an upload states; wins over what the SARIF says itself. */
export interface ScanParams {
  repository?: string
  /** 7 to 64 hex digits. */
  commit?: string
  /** ISO 8601. */
  committedAt?: string
  ref?: string
  category?: string
}

export const paramNames = ['repository', 'commit', 'committedAt', 'ref', 'category'] as const

const text = z
  .string()
  .transform((value) => storable(value).trim() || undefined)
  .optional()

/** Parameters as they are stored: known names only, blank ones left out. */
export const storedParams = z.object({
  repository: text,
  commit: text,
  committedAt: text,
  ref: text,
  category: text,
}) satisfies z.ZodType<ScanParams>

/** One spelling for equal parameters, for the digest of an upload. */
export function canonicalParams(params: ScanParams): string {
  return JSON.stringify(paramNames.map((name) => params[name] ?? null))
}
