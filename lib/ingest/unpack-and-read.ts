import { gunzipSync } from 'node:zlib'
import { limits } from '@/lib/sarif/limits'
import type { ScanParams } from '@/lib/sarif/params'
import { type Reading, readSarif } from '@/lib/sarif/read'

/** Reads a stored body. Bounded by what was accepted, so a gzip bomb cannot hide here. */
export function unpackAndRead(packed: Uint8Array, params: ScanParams): Reading {
  return readSarif(gunzipSync(packed, { maxOutputLength: limits.unpackedBytes }), params)
}
